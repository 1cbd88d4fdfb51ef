package dev.raghub.announce;

import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.PostgresRuns;
import dev.raghub.ingest.Run;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/// Tells subscribers of runs that ended. Each has a thread of its own, so that one who does not
/// answer keeps only himself waiting.
@ApplicationScoped
public class Announcer {
  private final List<Subscriber> subscribers;
  private final PostgresAnnouncements announcements;
  private final PostgresRuns runs;
  private final PostgresWorkspaces workspaces;
  private final Post post;
  private final AnnounceSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Set<String> working = ConcurrentHashMap.newKeySet();
  private volatile boolean stopped;

  Announcer(
      SubscriberSettings subscribers,
      PostgresAnnouncements announcements,
      PostgresRuns runs,
      PostgresWorkspaces workspaces,
      Post post,
      AnnounceSettings settings,
      Observer observer,
      Clock clock) {
    this.subscribers = Subscriber.of(subscribers.subscribers());
    this.announcements = announcements;
    this.runs = runs;
    this.workspaces = workspaces;
    this.post = post;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  void start(@Observes StartupEvent start) {
    if (!subscribers.isEmpty()) {
      threads.execute(this::watch);
    }
  }

  void close(@Observes ShutdownEvent stop) {
    stopped = true;
    threads.shutdownNow();
  }

  private void watch() {
    while (!stopped) {
      for (Subscriber subscriber : subscribers) {
        if (working.add(subscriber.name())) {
          threads.execute(() -> tell(subscriber));
        }
      }
      try {
        Thread.sleep(settings.look());
      } catch (InterruptedException stop) {
        return;
      }
    }
  }

  private void tell(Subscriber subscriber) {
    try {
      workspaces.forUpkeep().stream()
          .filter(each -> subscriber.workspaces().contains(each.id().value()))
          .forEach(each -> attempt(subscriber, () -> tell(subscriber, each)));
    } catch (RuntimeException failure) {
      failed(subscriber, failure);
    } finally {
      working.remove(subscriber.name());
    }
  }

  /// What fails in one workspace keeps no other waiting.
  private void attempt(Subscriber subscriber, Runnable telling) {
    try {
      if (!stopped) {
        telling.run();
      }
    } catch (RuntimeException failure) {
      failed(subscriber, failure);
    }
  }

  private void failed(Subscriber subscriber, RuntimeException failure) {
    // The next look finds the same.
    if (!stopped && !(failure instanceof RaghubException)) {
      observer.saw(new Observation.RequestFailed("announcing to " + subscriber.name(), failure));
    }
  }

  private void tell(Subscriber subscriber, Workspace workspace) {
    announcements.enter(workspace, subscriber);
    Optional<Announcement> due;
    do {
      due = announcements.claim(workspace, subscriber.name());
      due.ifPresent(announcement -> attempt(subscriber, workspace, announcement));
    } while (due.isPresent() && !stopped);
    announcements.sweep(workspace, clock.instant().minus(settings.keep()));
  }

  private void attempt(Subscriber subscriber, Workspace workspace, Announcement announcement) {
    Instant now = clock.instant();
    Optional<Run> run = runs.find(workspace, announcement.run());
    Optional<Integer> answer =
        run.flatMap(ended -> post.send(workspace, subscriber, announcement, ended));
    boolean taken = answer.filter(status -> status >= 200 && status < 300).isPresent();
    // 410: the subscriber says that it is no longer one.
    boolean over =
        run.isEmpty()
            || answer.filter(status -> status == 410).isPresent()
            || announcement.attempts() >= settings.retries().size();
    String state = taken ? "delivered" : over ? "given-up" : "waiting";
    Duration pause =
        taken || over ? Duration.ZERO : settings.retries().get(announcement.attempts());
    if (stopped && !taken) {
      return;
    }
    announcements.attempted(workspace, announcement.id(), state, answer, now.plus(pause));
    observer.saw(
        new Observation.Announced(
            workspace.id().value(),
            subscriber.name(),
            taken ? "delivered" : over ? "given-up" : "failed",
            answer.map(String::valueOf).orElse("none")));
  }
}

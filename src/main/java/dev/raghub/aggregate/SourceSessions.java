package dev.raghub.aggregate;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.MappingFolder;
import dev.raghub.source.Mapping;
import dev.raghub.source.PostgresAggregates;
import dev.raghub.source.PostgresSource;
import dev.raghub.source.SourceLimits;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/// Opens sessions at sources, a few at once for each workspace: no tenant's questions use up the
/// connections of its database, or wait for another tenant's.
///
/// A session lives as long as its question. Questions that compute are rare and reading the catalog
/// anew is what makes a changed schema show, so nothing is pooled.
@ApplicationScoped
public class SourceSessions {
  private final MappingFolder mappings;
  private final AggregateSettings settings;
  private final Map<WorkspaceId, Semaphore> turns = new ConcurrentHashMap<>();

  SourceSessions(MappingFolder mappings, AggregateSettings settings) {
    this.mappings = mappings;
    this.settings = settings;
  }

  /// Refuses settings with which no question could be answered.
  void check(@Observes StartupEvent start) {
    if (settings.sessions() < 1 || settings.rows() < 1 || settings.timeout().toMillis() < 1) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.aggregate.sessions, .rows and .timeout are %d, %d and %s; expected at least 1, 1 and a millisecond"
              .formatted(settings.sessions(), settings.rows(), settings.timeout()));
    }
  }

  /// A question's session, opened when it is first needed.
  Session of(Workspace workspace) {
    return new Session(
        turns.computeIfAbsent(workspace.id(), _ -> new Semaphore(settings.sessions())));
  }

  /// One question's session. Not safe for threads.
  final class Session implements AutoCloseable {
    private final Semaphore turn;
    private Optional<Opened> opened = Optional.empty();

    private Session(Semaphore turn) {
      this.turn = turn;
    }

    /// The database of this mapping; a question asks one mapping's only. Throws what connecting
    /// throws, SOURCE_BUSY where too many sessions are open.
    PostgresAggregates at(Mapping mapping) {
      if (opened.isEmpty()) {
        opened = Optional.of(open(mapping));
      }
      return opened.get().database();
    }

    private Opened open(Mapping mapping) {
      if (!turn.tryAcquire()) {
        throw new RaghubException(
            ErrorCode.SOURCE_BUSY,
            settings.sessions() + " questions are at the sources of this workspace already");
      }
      try {
        return connect(mapping);
      } catch (RuntimeException | Error failed) {
        turn.release();
        throw failed;
      }
    }

    private Opened connect(Mapping mapping) {
      PostgresSource source = PostgresSource.connect(mappings.address(mapping), limits());
      try {
        return new Opened(source, source.aggregates(mapping, settings.timeout()));
      } catch (RuntimeException | Error failed) {
        source.close();
        throw failed;
      }
    }

    @Override
    public void close() {
      if (opened.isPresent()) {
        turn.release();
        opened.get().source().close();
      }
    }
  }

  /// The server cancels a statement in time; the socket's own limit is for a server that cannot.
  private SourceLimits limits() {
    Duration connect = atLeastASecond(settings.timeout());
    return new SourceLimits(
        connect, connect.multipliedBy(2), SourceLimits.DEFAULT.maxCellCharacters());
  }

  private static Duration atLeastASecond(Duration timeout) {
    return Duration.ofSeconds(Math.max(1, timeout.plusMillis(999).toSeconds()));
  }

  private record Opened(PostgresSource source, PostgresAggregates database) {}
}

package dev.raghub.cache;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Caching;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Ranking;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.cache.Flights.Flight;
import dev.raghub.cache.Lookup.Hit;
import dev.raghub.cache.Lookup.Miss;
import dev.raghub.cache.PostgresMoments.Moment;
import dev.raghub.paraphrase.Gate;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Kept answers.
///
///     the same words ── nothing has changed ────────────────────────────────▶ exact
///           │             something has changed ── the same evidence still ──▶ exact
///     other words ── near ── gate: the same ── the decisive evidence is ─────▶ semantic
///           │
///           └─▶ miss: the answer is made, once for all who ask it now, and kept
@ApplicationScoped
public class AnswerCache {
  private final PostgresMoments moments;
  private final Shelf shelf;
  private final ShadowAudit audit;
  private final CacheSettings settings;
  private final Answering answering;
  private final Flights flights = new Flights();

  AnswerCache(
      PostgresMoments moments,
      Shelf shelf,
      ShadowAudit audit,
      CacheSettings settings,
      Answering answering) {
    this.moments = moments;
    this.shelf = shelf;
    this.audit = audit;
    this.settings = settings;
    this.answering = answering;
  }

  /// The answer that is kept for a question in the same words, if nothing has changed since it was
  /// made, or one that is being made right now; else a slot.
  public Lookup find(Workspace workspace, Inquiry inquiry) {
    if (!cacheable(inquiry)) {
      return new Miss(new NoSlot());
    }
    Moment moment = moments.now(workspace);
    Place place =
        new Place(
            Partition.of(workspace, inquiry, answering.fingerprint() + moment.policy()),
            Partition.question(inquiry.question().text()),
            inquiry,
            moment.revision());
    if (inquiry.caching() == Caching.REFRESH) {
      return new Miss(new OpenSlot(place, Optional.empty(), Optional.empty()));
    }
    Optional<Entry> kept = shelf.find(place);
    return current(place, kept).<Lookup>map(Hit::new).orElseGet(() -> led(place, kept));
  }

  private Optional<Answer> current(Place place, Optional<Entry> kept) {
    return kept.filter(entry -> entry.revision() == place.revision())
        .map(entry -> shelf.exact(place, entry));
  }

  /// Has a share of the answers that are served by meaning made anew, behind the caller's back.
  public void audit(Workspace workspace, Answer served, Supplier<Answer> making) {
    audit.sample(workspace, served, making);
  }

  /// Forgets the workspace. Returns how many keys were taken out of Redis; empty where it does not
  /// answer.
  public Optional<Long> erase(Workspace workspace) {
    return shelf.erase(workspace);
  }

  /// How many keys in Redis hold one of these texts; of an erased workspace, which has none, how
  /// many there are. Empty where Redis does not answer.
  public Optional<Long> remains(Workspace workspace, List<String> texts) {
    return shelf.remains(workspace, texts);
  }

  /// An answer that depends on when it is asked, or that explains how it was found, is nobody
  /// else's; other rankings are controls.
  private boolean cacheable(Inquiry inquiry) {
    return settings.enabled()
        && inquiry.caching() != Caching.BYPASS
        && !inquiry.question().explained()
        && inquiry.question().ranking() == Ranking.GRAPH
        && Gate.passing(inquiry.question().text()).isEmpty();
  }

  private Lookup led(Place place, Optional<Entry> kept) {
    Flights.Key key = new Flights.Key(place.partition(), place.question(), place.revision());
    Optional<Flight> mine = flights.lead(key);
    if (mine.isEmpty()) {
      Optional<Answer> theirs = flights.follow(key, settings.flight());
      if (theirs.isPresent()) {
        return new Hit(shelf.shared(place, theirs.get()));
      }
    }
    // Between our look and our turn, theirs may have been kept.
    Optional<Answer> landed = current(place, shelf.find(place));
    if (landed.isPresent()) {
      mine.ifPresent(flight -> flight.land(landed));
      return new Hit(landed.get());
    }
    return new Miss(new OpenSlot(place, kept, mine));
  }

  /// Where nothing is kept.
  private static final class NoSlot implements Slot {
    @Override
    public Optional<Answer> similar(Retrieval retrieval) {
      return Optional.empty();
    }

    @Override
    public Answer keep(Supplier<Answer> making) {
      return making.get().served(Serving.BYPASS);
    }
  }

  /// Of one question on one thread.
  private final class OpenSlot implements Slot {
    private final Place place;
    private final Optional<Entry> outdated;
    private final Optional<Flight> flight;
    private Optional<Retrieval> seen = Optional.empty();

    private OpenSlot(Place place, Optional<Entry> outdated, Optional<Flight> flight) {
      this.place = place;
      this.outdated = outdated;
      this.flight = flight;
    }

    @Override
    public Optional<Answer> similar(Retrieval retrieval) {
      seen = Optional.of(retrieval);
      return place.inquiry().caching() == Caching.REFRESH
          ? Optional.empty()
          : shelf.similar(place, outdated, retrieval);
    }

    @Override
    public Answer keep(Supplier<Answer> making) {
      Optional<Answer> made = Optional.empty();
      try {
        Answer answer = making.get();
        made = Optional.of(answer);
        seen.ifPresent(retrieval -> shelf.keep(place, answer, retrieval));
        return answer;
      } finally {
        Optional<Answer> landed = made;
        flight.ifPresent(mine -> mine.land(landed));
      }
    }
  }
}

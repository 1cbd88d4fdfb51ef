package dev.raghub.decode;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.Lsn;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.source.PostgresWal;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;

/// The line of one slot: leased, looked at, streamed, until it is no longer ours or wanted.
@ApplicationScoped
public class Decoder {
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final PostgresDecodings decodings;
  private final Slots slots;
  private final Reconciliation reconciliation;
  private final Intake intake;
  private final DecodingSettings settings;
  private final Observer observer;
  private final Clock clock;
  private final Map<Place, Long> behind = new ConcurrentHashMap<>();

  Decoder(
      PostgresDecodings decodings,
      Slots slots,
      Reconciliation reconciliation,
      Intake intake,
      DecodingSettings settings,
      Observer observer,
      Clock clock) {
    this.decodings = decodings;
    this.slots = slots;
    this.reconciliation = reconciliation;
    this.intake = intake;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  /// Streams while it is wanted. Returns at once where another gateway does. Throws what the stream
  /// failed with.
  void stream(Place place, BooleanSupplier wanted) throws InterruptedException {
    if (!decodings.lease(place.workspace(), place.slot(), place.address().place())) {
      return;
    }
    Duration every = settings.lease().dividedBy(3);
    try (SlotLease lease = SlotLease.of(decodings, place, every);
        PostgresDecoding source = PostgresDecoding.connect(place.address())) {
      Slots.Prepared prepared = slots.prepare(place, source);
      if (prepared.made()) {
        reconciliation.begin(place);
      }
      try (PostgresWal wal =
          PostgresWal.stream(place.address(), place.slot(), prepared.position())) {
        Instant looked = Instant.MIN;
        Reading reading = new Reading(place, lease, source, wal, prepared);
        while (wanted.getAsBoolean() && lease.held()) {
          reading.go();
          if (looked.isBefore(clock.instant().minus(every))) {
            reconciliation.look(place);
            measure(place, source);
            looked = clock.instant();
          }
        }
      }
    } finally {
      behind.remove(place);
      tell();
    }
  }

  /// One stream, batch by batch.
  private final class Reading {
    private final Place place;
    private final SlotLease lease;
    private final PostgresDecoding source;
    private final PostgresWal wal;
    private final WalReader reader;
    private Lsn saved;
    private Instant savedAt = clock.instant();

    private Reading(
        Place place,
        SlotLease lease,
        PostgresDecoding source,
        PostgresWal wal,
        Slots.Prepared prepared) {
      this.place = place;
      this.lease = lease;
      this.source = source;
      this.wal = wal;
      this.reader = new WalReader(wal, new RowTeller(prepared.plan()), prepared.position(), clock);
      this.saved = prepared.position();
    }

    private void go() throws InterruptedException {
      Taken taken = reader.read();
      if (!taken.changes().isEmpty()) {
        intake.take(place, lease, source, wal, taken);
        saved(taken);
      } else if (!taken.position().equals(saved)
          && savedAt.isBefore(clock.instant().minus(settings.heartbeat()))) {
        intake.move(place, wal, taken);
        saved(taken);
      } else {
        Thread.sleep(PAUSE);
      }
    }

    private void saved(Taken taken) {
      saved = taken.position();
      savedAt = clock.instant();
    }
  }

  private void measure(Place place, PostgresDecoding source) {
    source.slot(place.slot()).ifPresent(slot -> behind.put(place, slot.behind()));
    tell();
  }

  private void tell() {
    observer.saw(
        new Observation.SlotsBehind(
            behind.values().stream().mapToLong(Long::longValue).max().orElse(0)));
  }
}

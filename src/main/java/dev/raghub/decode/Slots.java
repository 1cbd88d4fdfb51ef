package dev.raghub.decode;

import dev.raghub.decode.PostgresDecodings.Known;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.DecodingPlan;
import dev.raghub.source.Lsn;
import dev.raghub.source.PostgresDecoding;
import dev.raghub.source.PostgresDecoding.Server;
import dev.raghub.source.PostgresDecoding.Slot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Has a slot and a publication there that tell of everything since the last run, or makes them
/// anew and says so.
@ApplicationScoped
public class Slots {
  private final PostgresDecodings decodings;
  private final Observer observer;

  Slots(PostgresDecodings decodings, Observer observer) {
    this.decodings = decodings;
    this.observer = observer;
  }

  /// What is streamed, and from where.
  ///
  /// @param made the slot is new: what was read before it was may lack changes
  record Prepared(DecodingPlan plan, Lsn position, boolean made) {}

  /// Looks at the slot, which is leased, and mends what is amiss.
  Prepared prepare(Place place, PostgresDecoding source) {
    DecodingPlan plan = plan(place, source);
    if (plan.told().isEmpty()) {
      throw new RaghubException(
          ErrorCode.MAPPING_INVALID, "no table of the mapping can tell by the log");
    }
    boolean published = publish(place, source, plan);
    Known known = decodings.known(place.workspace(), place.slot());
    Server server = source.server();
    Optional<Slot> slot = source.slot(place.slot());
    Optional<String> loss =
        known.position().isEmpty() && slot.isPresent()
            ? Optional.of("it was not ours")
            : loss(known, server, slot)
                .or(
                    () ->
                        published ? Optional.of("other tables are mapped now") : Optional.empty());
    if (loss.isPresent()) {
      return new Prepared(plan, remade(place, source, loss.get()), true);
    }
    source.evict(place.slot());
    return new Prepared(plan, known.position().orElseThrow(), false);
  }

  private DecodingPlan plan(Place place, PostgresDecoding source) {
    DecodingPlan plan = source.plan(place.mapping());
    plan.untold()
        .forEach(untold -> report(place, untold.source() + " cannot tell: " + untold.reason()));
    return plan;
  }

  /// Whether something had to be done.
  private static boolean publish(Place place, PostgresDecoding source, DecodingPlan plan) {
    if (source.publishes(place.slot(), plan.tables())) {
      return false;
    }
    try {
      source.publish(place.slot(), plan.tables());
      return true;
    } catch (RaghubException refused) {
      if (refused.code() != ErrorCode.SOURCE_CREDENTIALS_REFUSED) {
        throw refused;
      }
      throw new RaghubException(
          ErrorCode.SOURCE_CREDENTIALS_REFUSED,
          "the role may not publish the mapped tables; have their owner run: "
              + String.join("; ", PostgresDecoding.publishing(place.slot(), plan.tables())),
          refused);
    }
  }

  /// Why the slot does not tell of all that is not in the queue.
  private static Optional<String> loss(Known known, Server server, Optional<Slot> slot) {
    if (known.position().isEmpty()) {
      return Optional.of("there was none");
    }
    if (slot.isEmpty()) {
      return Optional.of("it is gone");
    }
    if (slot.get().lost()) {
      return Optional.of("the server has given it up");
    }
    if (!known.systemIdentifier().equals(server.systemIdentifier())
        || !known.timeline().equals(server.timeline())) {
      return Optional.of("the database has another history");
    }
    Lsn position = known.position().get();
    if (position.compareTo(server.now()) > 0) {
      return Optional.of("the database was set back");
    }
    return slot.get().confirmed().compareTo(position) > 0
        ? Optional.of("somebody else has acknowledged what it told")
        : Optional.empty();
  }

  private Lsn remade(Place place, PostgresDecoding source, String why) {
    source.dropSlot(place.slot());
    Lsn position = source.makeSlot(place.slot());
    decodings.begin(place.workspace(), place.slot(), source.server(), position);
    observer.saw(
        new Observation.SlotMade(place.workspace().id().value(), place.address().place(), why));
    return position;
  }

  private void report(Place place, String why) {
    observer.saw(
        new Observation.DecodingFailed(
            place.workspace().id().value(), place.address().place(), why));
  }
}

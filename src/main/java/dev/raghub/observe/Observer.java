package dev.raghub.observe;

import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation.Aggregated;
import dev.raghub.observe.Observation.Announced;
import dev.raghub.observe.Observation.BookkeepingFailed;
import dev.raghub.observe.Observation.BudgetExceeded;
import dev.raghub.observe.Observation.CacheAsked;
import dev.raghub.observe.Observation.CacheAudited;
import dev.raghub.observe.Observation.CacheAway;
import dev.raghub.observe.Observation.CacheBack;
import dev.raghub.observe.Observation.CacheObservation;
import dev.raghub.observe.Observation.CacheUnbounded;
import dev.raghub.observe.Observation.ChangeApplied;
import dev.raghub.observe.Observation.ChangeFailed;
import dev.raghub.observe.Observation.ChangesWaiting;
import dev.raghub.observe.Observation.DecodingFailed;
import dev.raghub.observe.Observation.GraphDropped;
import dev.raghub.observe.Observation.GraphLoaded;
import dev.raghub.observe.Observation.LegMissed;
import dev.raghub.observe.Observation.LimitObservation;
import dev.raghub.observe.Observation.LimitsAway;
import dev.raghub.observe.Observation.LimitsBack;
import dev.raghub.observe.Observation.ListenerFailed;
import dev.raghub.observe.Observation.MessageSeen;
import dev.raghub.observe.Observation.MessageWaits;
import dev.raghub.observe.Observation.ModelAsked;
import dev.raghub.observe.Observation.OfChange;
import dev.raghub.observe.Observation.OfRun;
import dev.raghub.observe.Observation.RateCounted;
import dev.raghub.observe.Observation.RequestDone;
import dev.raghub.observe.Observation.RequestFailed;
import dev.raghub.observe.Observation.ReservationsLapsed;
import dev.raghub.observe.Observation.Routed;
import dev.raghub.observe.Observation.RunEnded;
import dev.raghub.observe.Observation.ScheduleFired;
import dev.raghub.observe.Observation.SchemaDrifted;
import dev.raghub.observe.Observation.SlotMade;
import dev.raghub.observe.Observation.SlotsBehind;
import dev.raghub.observe.Observation.StageDone;
import dev.raghub.observe.Observation.TextRead;
import dev.raghub.observe.Observation.TierChosen;
import dev.raghub.observe.Observation.WebhookSeen;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/// Turns observations into log lines and metrics. Workspaces are no metric labels: a label for each
/// tenant grows for ever and shows one tenant's name to whoever may read another's metrics.
@ApplicationScoped
public class Observer {
  private static final Logger LOG = Logger.getLogger("dev.raghub");

  private static final AttributeKey<List<Double>> SHARES =
      AttributeKey.doubleArrayKey("raghub.route.shares");

  private final MeterRegistry meters;
  private final AtomicLong changesBehind;
  private final AtomicLong oldestChange;
  private final AtomicLong slotsBehind;

  Observer(MeterRegistry meters) {
    this.meters = meters;
    changesBehind = meters.gauge("raghub.change.behind", new AtomicLong());
    oldestChange = meters.gauge("raghub.change.oldest.seconds", new AtomicLong());
    slotsBehind = meters.gauge("raghub.decoding.behind.bytes", new AtomicLong());
  }

  public void saw(Observation observation) {
    switch (observation) {
      case StageDone done ->
          meters.timer("raghub.stage", "stage", done.stage()).record(done.took());
      case LegMissed missed -> report(missed);
      case GraphLoaded graph -> report(graph);
      case GraphDropped graph -> {
        meters.counter("raghub.graph.dropped").increment();
        LOG.infof("workspace %s: graph dropped from memory", graph.workspace());
      }
      case Aggregated aggregated -> {
        meters.counter("raghub.aggregate", "outcome", aggregated.outcome()).increment();
        LOG.infof("workspace %s: aggregate %s", aggregated.workspace(), aggregated.outcome());
      }
      case Routed routed -> report(routed);
      case CacheObservation cache -> report(cache);
      case LimitObservation limit -> report(limit);
      case TierChosen tier -> report(tier);
      case ModelAsked asked -> report(asked);
      case BudgetExceeded exceeded -> {
        meters.counter("raghub.budget.exceeded", "endpoint", exceeded.endpoint()).increment();
        LOG.infof("workspace %s: no budget for %s", exceeded.workspace(), exceeded.endpoint());
      }
      case BookkeepingFailed failed -> report(failed);
      case ReservationsLapsed lapsed -> {
        meters.counter("raghub.reservations.lapsed").increment((double) lapsed.count());
        LOG.warnf("workspace %s: %d reservations lapsed", lapsed.workspace(), lapsed.count());
      }
      case TextRead read -> report(read);
      case OfChange change -> report(change);
      case OfRun run -> report(run);
      case RequestDone done -> report(done);
      case RequestFailed failed ->
          LOG.errorf(failed.cause(), "request %s failed", failed.requestId());
    }
  }

  private void report(LegMissed missed) {
    meters.counter("raghub.leg.missed", "leg", missed.leg(), "reason", missed.reason()).increment();
    LOG.warnf("workspace %s: leg %s missed: %s", missed.workspace(), missed.leg(), missed.reason());
  }

  private void report(GraphLoaded graph) {
    meters.timer("raghub.graph.load").record(graph.took());
    LOG.infof(
        "workspace %s: graph of %d passages and %d entities, %d kB, loaded in %d ms",
        graph.workspace(),
        graph.passages(),
        graph.entities(),
        graph.bytes() / 1024,
        graph.took().toMillis());
  }

  /// The request's span has the figures and no names: those of workspaces are tenants'.
  private void report(Routed routed) {
    meters.counter("raghub.routed", "why", routed.why()).increment();
    Span.current()
        .setAttribute("raghub.route.why", routed.why())
        .setAttribute("raghub.route.chosen", routed.chosen())
        .setAttribute(SHARES, routed.shares());
    LOG.infof(
        "routed: %s, %d of %d workspaces", routed.why(), routed.chosen(), routed.shares().size());
  }

  private void report(CacheObservation cache) {
    switch (cache) {
      case CacheAsked asked -> meters.counter("raghub.cache", "result", asked.result()).increment();
      case CacheAway away -> {
        meters.counter("raghub.cache.away").increment();
        LOG.warnf("the cache's Redis fails (%s); answers are made without it", away.cause());
      }
      case CacheBack _ -> LOG.info("the cache's Redis answers again");
      case CacheUnbounded redis ->
          LOG.warnf(
              "the cache's Redis has maxmemory %d and maxmemory-policy %s; set a limit and allkeys-lru or volatile-lru",
              redis.maxBytes(), redis.policy());
      case CacheAudited audited -> report(audited);
    }
  }

  private void report(CacheAudited audited) {
    meters.counter("raghub.cache.audited", "wrong", Boolean.toString(audited.wrong())).increment();
    if (!audited.trusted()) {
      LOG.warnf(
          "workspace %s: answers served by meaning are over their budget of false hits and are off",
          audited.workspace());
    }
  }

  private void report(LimitObservation limit) {
    switch (limit) {
      case RateCounted counted ->
          meters
              .counter(
                  "raghub.limits",
                  "taken",
                  Boolean.toString(counted.taken()),
                  "counted",
                  counted.shared() ? "together" : "alone")
              .increment();
      case LimitsAway away -> {
        meters.counter("raghub.limits.away").increment();
        LOG.warnf("the limits' Redis fails (%s); each gateway counts requests alone", away.cause());
      }
      case LimitsBack _ -> LOG.info("the limits' Redis answers again");
    }
  }

  private void report(TierChosen chosen) {
    meters.counter("raghub.tier", "tier", chosen.tier()).increment();
    LOG.infof(
        "workspace %s: answered by %s, easy %.2f, %s",
        chosen.workspace(), chosen.tier(), chosen.easy(), chosen.features());
  }

  private void report(ModelAsked asked) {
    meters
        .timer("raghub.model.call", "endpoint", asked.endpoint(), "outcome", asked.outcome())
        .record(asked.took());
    LOG.infof(
        "workspace %s: asked %s for %s: %s, %d ms",
        asked.workspace(),
        asked.endpoint(),
        asked.purpose(),
        asked.outcome(),
        asked.took().toMillis());
  }

  /// What has a code needs no stack: one at each look while a database is away hides the rest.
  private void report(BookkeepingFailed failed) {
    meters.counter("raghub.bookkeeping.failed", "book", failed.book()).increment();
    if (failed.cause() instanceof RaghubException known) {
      LOG.warnf(
          "workspace %s: %s not written: %s, %s",
          failed.workspace(), failed.book(), known.code().code(), known.reason());
    } else {
      LOG.warnf(failed.cause(), "workspace %s: %s not written", failed.workspace(), failed.book());
    }
  }

  private void report(TextRead read) {
    meters.counter("raghub.extraction", "outcome", read.outcome()).increment();
    if (!read.outcome().equals("done")) {
      LOG.warnf("workspace %s: a text was not read: %s", read.workspace(), read.outcome());
    }
  }

  private void report(OfChange change) {
    switch (change) {
      case ChangeApplied applied -> meters.timer("raghub.change.lag").record(applied.lag());
      case ChangeFailed failed -> report(failed);
      case ChangesWaiting waiting -> {
        changesBehind.set(waiting.behind());
        oldestChange.set(waiting.oldest().toSeconds());
      }
      case ListenerFailed failed ->
          LOG.warnf("workspace %s: triggers not heard: %s", failed.workspace(), failed.code());
      case DecodingFailed failed -> {
        meters.counter("raghub.decoding.failed").increment();
        LOG.warnf(
            "workspace %s: decoding at %s: %s", failed.workspace(), failed.place(), failed.why());
      }
      case SlotMade made -> {
        meters.counter("raghub.decoding.slots.made").increment();
        LOG.warnf(
            "workspace %s: slot at %s made, because %s; all of it is read again",
            made.workspace(), made.place(), made.why());
      }
      case SlotsBehind behind -> slotsBehind.set(behind.bytes());
      case WebhookSeen webhook ->
          meters
              .counter(
                  "raghub.webhook", "endpoint", webhook.endpoint(), "outcome", webhook.outcome())
              .increment();
      case MessageSeen message -> report(message);
      case MessageWaits message -> report(message);
    }
  }

  private void report(MessageSeen message) {
    meters
        .counter("raghub.broker", "broker", message.broker(), "outcome", message.outcome())
        .increment();
    if (!message.outcome().equals("taken")) {
      LOG.warnf(
          "a message of %s was put with the dead letters: %s", message.broker(), message.outcome());
    }
  }

  private void report(MessageWaits message) {
    meters
        .counter("raghub.broker.waits", "broker", message.broker(), "code", message.code())
        .increment();
    if (message.first()) {
      LOG.warnf("a message of %s waits: %s", message.broker(), message.code());
    }
  }

  private void report(ChangeFailed failed) {
    meters
        .counter("raghub.change.failed", "outcome", failed.outcome(), "code", failed.code())
        .increment();
    LOG.warnf(
        "workspace %s: a change of %s was not applied: %s, %s",
        failed.workspace(), failed.source(), failed.code(), failed.outcome());
  }

  private void report(OfRun run) {
    switch (run) {
      case RunEnded ended -> report(ended);
      case SchemaDrifted drifted -> {
        meters.counter("raghub.schema.drift").increment(drifted.drift().size());
        LOG.warnf(
            "workspace %s: the tables of %s have changed: %s",
            drifted.workspace(), drifted.source(), String.join("; ", drifted.drift()));
      }
      case Announced announced -> {
        meters
            .counter(
                "raghub.announced",
                "subscriber",
                announced.subscriber(),
                "outcome",
                announced.outcome())
            .increment();
        if (!announced.outcome().equals("delivered")) {
          LOG.warnf(
              "workspace %s: subscriber %s was not told (%s): %s",
              announced.workspace(),
              announced.subscriber(),
              announced.answer(),
              announced.outcome());
        }
      }
      case ScheduleFired fired -> {
        meters.counter("raghub.schedule", "outcome", fired.outcome()).increment();
        LOG.infof(
            "workspace %s: schedule of %s: %s", fired.workspace(), fired.source(), fired.outcome());
      }
    }
  }

  private void report(RunEnded run) {
    meters.counter("raghub.runs", "state", run.state()).increment();
    meters.counter("raghub.rows", "outcome", "read").increment((double) run.read());
    meters.counter("raghub.rows", "outcome", "failed").increment((double) run.failed());
    LOG.infof(
        "workspace %s: run over %s %s: %d rows read, %d failed, %d ms",
        run.workspace(),
        run.source(),
        run.state(),
        run.read(),
        run.failed(),
        run.took().toMillis());
  }

  private void report(RequestDone done) {
    meters
        .timer(
            "raghub.request",
            "operation",
            done.operation(),
            "status",
            Integer.toString(done.status()))
        .record(done.took());
    LOG.infof("%s %d in %d ms", done.operation(), done.status(), done.took().toMillis());
  }
}

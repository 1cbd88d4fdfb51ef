package dev.raghub.limit;

import dev.raghub.limit.Admission.Quota;
import dev.raghub.limit.Meter.Levels;
import dev.raghub.limit.Meter.Rates;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.KeyLimits;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Counts what keys ask for, together with the other gateways or, where Redis does not answer,
/// alone.
@ApplicationScoped
public class RateLimits implements TokenCharges {
  private final Meter shared;
  private final RedisWay redis;
  private final NodeMeter alone;
  private final KeyLimits defaults;
  private final Observer observer;

  RateLimits(
      RedisMeter shared, RedisWay redis, LimitSettings settings, Observer observer, Clock clock) {
    this.shared = shared;
    this.redis = redis;
    this.alone = new NodeMeter(clock);
    this.defaults = new KeyLimits(settings.requestsPerMinute(), settings.tokensPerMinute());
    this.observer = observer;
  }

  /// Counts a request of this caller, if its limits allow one more.
  public Admission admit(Caller caller) {
    KeyLimits limits = caller.limits().or(defaults);
    if (limits.equals(KeyLimits.NONE)) {
      return Admission.FREE;
    }
    Rates rates =
        new Rates(limits.requestsPerMinute().orElse(0), limits.tokensPerMinute().orElse(0));
    Optional<Levels> together =
        redis.ask(Optional.empty(), () -> Optional.of(shared.take(caller.key(), rates)));
    Levels levels = together.orElseGet(() -> alone.take(caller.key(), rates));
    observer.saw(new Observation.RateCounted(levels.taken(), together.isPresent()));
    return new Admission(levels.taken(), quotas(limits, levels), together.isPresent());
  }

  @Override
  public void charge(String key, long tokens) {
    if (tokens > 0 && !key.isEmpty()) {
      alone.charge(key, tokens);
      redis.ask(
          false,
          () -> {
            shared.charge(key, tokens);
            return true;
          });
    }
  }

  private static List<Quota> quotas(KeyLimits limits, Levels levels) {
    List<Quota> quotas = new ArrayList<>();
    limits
        .requestsPerMinute()
        .ifPresent(limit -> quotas.add(new Quota("requests", limit, levels.requests())));
    limits
        .tokensPerMinute()
        .ifPresent(limit -> quotas.add(new Quota("tokens", limit, levels.tokens())));
    return quotas;
  }
}

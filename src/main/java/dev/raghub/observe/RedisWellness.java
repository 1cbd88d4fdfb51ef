package dev.raghub.observe;

import io.quarkus.redis.datasource.RedisDataSource;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/// Says under `/q/health/well` whether Redis answers. It is no readiness check: Redis is a cache,
/// and without it raghub is slower, not unready.
@Wellness
@ApplicationScoped
public class RedisWellness implements HealthCheck {
  private final RedisDataSource redis;

  RedisWellness(RedisDataSource redis) {
    this.redis = redis;
  }

  @Override
  public HealthCheckResponse call() {
    boolean answers = pings();
    return HealthCheckResponse.named("redis").status(answers).build();
  }

  private boolean pings() {
    try {
      redis.execute("PING");
      return true;
    } catch (RuntimeException unreachable) {
      return false;
    }
  }
}

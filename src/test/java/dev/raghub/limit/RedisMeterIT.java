package dev.raghub.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.limit.Meter.Rates;
import io.quarkus.redis.datasource.RedisDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RedisMeterIT extends MeterContract {
  @Inject RedisMeter meter;
  @Inject RedisDataSource redis;

  @Override
  Meter meter() {
    return meter;
  }

  @Test
  void givesEveryBucketATimeToLive() {
    String key = "rh_" + UUID.randomUUID();
    meter.take(key, new Rates(60, 600));
    meter.charge(key, 6_000);
    meter.take(key, new Rates(60, 600));

    assertThat(redis.key().ttl("raghub:limit:{" + key + "}:r")).isBetween(590L, 605L);
    assertThat(redis.key().ttl("raghub:limit:{" + key + "}:t")).isBetween(1_150L, 1_200L);
  }

  @Test
  void writesNothingForWhatIsNotLimited() {
    String key = "rh_" + UUID.randomUUID();
    meter.take(key, new Rates(60, 0));
    meter.charge(key, 6_000);

    assertThat(redis.key().exists("raghub:limit:{" + key + "}:t")).isFalse();
  }
}

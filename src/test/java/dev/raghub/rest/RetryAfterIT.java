package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// When somebody who was refused may come again.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class RetryAfterIT {
  @TestHTTPResource URI gateway;

  @Test
  void tellsWhoeverIsOverBudgetWhenThePeriodRenews() {
    Client admin = Client.admin(gateway);
    Optional<String> workspace =
        Optional.of(admin.workspace("retry-after-" + UUID.randomUUID().toString().substring(0, 8)));
    Answer set =
        admin.put(
            "/v1/admin/budgets",
            workspace,
            Client.text(Map.of("period", "day", "dollars", 0.0000001)));
    assertThat(set.status()).as(set.body()).isEqualTo(204);

    Instant before = Instant.now();
    Answer refused = admin.post("/test/paid/cloud", workspace, "");
    Instant midnight = before.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);

    assertThat(refused.status()).as(refused.body()).isEqualTo(429);
    assertThat(refused.code()).isEqualTo("budget-exceeded");
    long seconds = Long.parseLong(refused.header("Retry-After"));
    assertThat(before.plusSeconds(seconds))
        .isBetween(midnight.minus(Duration.ofMinutes(1)), midnight.plus(Duration.ofSeconds(1)));
  }
}

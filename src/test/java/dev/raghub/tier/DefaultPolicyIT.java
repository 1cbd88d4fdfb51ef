package dev.raghub.tier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A policy that leaves out what the operator has set for all.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(DefaultPolicyIT.Profile.class)
class DefaultPolicyIT {
  /// An operator's choice.
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("raghub.answer.threshold", "0.75", "raghub.answer.max-tokens", "1234");
    }
  }

  @TestHTTPResource URI gateway;

  @Test
  void takesTheOperatorsValuesForWhatAPolicyLeavesOut() {
    Client admin = Client.admin(gateway);
    Optional<String> workspace =
        Optional.of(admin.workspace("policy-" + UUID.randomUUID().toString().substring(0, 8)));

    Answer put = admin.put("/v1/admin/policy", workspace, Client.text(Map.of("local", "house")));
    JsonNode policy = admin.get("/v1/admin/policy", workspace).json();

    assertThat(put.status()).as(put.body()).isEqualTo(204);
    assertThat(policy.get("threshold").asDouble()).isEqualTo(0.75);
    assertThat(policy.get("maxTokens").asInt()).isEqualTo(1234);
    assertThat(policy.get("remoteUse").asText()).isEqualTo("never");
  }
}

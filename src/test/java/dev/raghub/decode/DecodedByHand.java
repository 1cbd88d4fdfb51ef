package dev.raghub.decode;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway that streams and applies changes only when a test says so.
public final class DecodedByHand implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "raghub.change.enabled", "false",
        "raghub.change.max-backlog", "60",
        "raghub.decoding.lease", "3s",
        "raghub.decoding.heartbeat", "1s");
  }
}

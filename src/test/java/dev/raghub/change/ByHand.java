package dev.raghub.change;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway that applies changes only when a test says so.
public final class ByHand implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "raghub.change.enabled", "false",
        "raghub.change.max-backlog", "60",
        "raghub.change.attempts", "3");
  }
}

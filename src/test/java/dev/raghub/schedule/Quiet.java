package dev.raghub.schedule;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway that fires and takes over only when a test says so, in small steps.
public final class Quiet implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "raghub.schedule.enabled", "false",
        "raghub.schedule.batch", "3",
        "raghub.schedule.look", "20ms",
        "raghub.ingest.batch", "10");
  }
}

package dev.raghub.decode;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway that streams and applies changes by itself.
public final class Streamed implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of("raghub.change.poll", "1s", "raghub.decoding.lease", "3s");
  }
}

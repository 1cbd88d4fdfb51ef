package dev.raghub.reading;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway whose texts are read, by [ScriptedModel]. It looks for old work once, at start.
public final class ExtractionProfile implements QuarkusTestProfile {
  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "raghub.endpoint.scripted.kind", "openai",
        "raghub.endpoint.scripted.url", "http://127.0.0.1:1",
        "raghub.endpoint.scripted.model", "scripted",
        "raghub.endpoint.scripted.concurrency", "3",
        "raghub.extraction.endpoint", "scripted",
        "raghub.extraction.poll", "1h");
  }
}

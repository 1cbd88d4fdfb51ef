package dev.raghub.change;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Two workspaces with a source of the same name, each with a webhook of its own.
public final class Hooked implements QuarkusTestProfile {
  static final String SECRET_A = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String NEXT_A = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSx";
  static final String SECRET_B = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  static final String HUB = "It's a Secret to Everybody";

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.ofEntries(
        Map.entry("raghub.webhook.a.workspace", "hooked-a"),
        Map.entry("raghub.webhook.a.source", "purchase"),
        Map.entry("raghub.webhook.a.secrets", SECRET_A + "," + NEXT_A),
        Map.entry("raghub.webhook.b.workspace", "hooked-b"),
        Map.entry("raghub.webhook.b.source", "purchase"),
        Map.entry("raghub.webhook.b.secrets", SECRET_B),
        Map.entry("raghub.webhook.hub.workspace", "hooked-a"),
        Map.entry("raghub.webhook.hub.source", "purchase"),
        Map.entry("raghub.webhook.hub.secrets", HUB),
        Map.entry("raghub.webhook.hub.pull-request-keys", "/pull_request/number"),
        Map.entry("raghub.change.max-backlog", "60"),
        Map.entry("raghub.change.workers", "1"),
        Map.entry("raghub.change.batch", "5"),
        Map.entry("raghub.change.look", "1s"));
  }
}

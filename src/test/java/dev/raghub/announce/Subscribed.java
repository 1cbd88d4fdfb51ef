package dev.raghub.announce;

import dev.raghub.FreePort;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// A gateway with subscribers: one of every workspace's events, one of failures, one of another
/// tenant.
public final class Subscribed implements QuarkusTestProfile {
  static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  static final String NEXT = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

  @Override
  public Map<String, String> getConfigOverrides() {
    int port = FreePort.find();
    String url = "http://127.0.0.1:" + port;
    return Map.ofEntries(
        // The test finds it here: this class is loaded twice.
        Map.entry("raghub.test.subscription-port", String.valueOf(port)),
        Map.entry("raghub.announce.look", "50ms"),
        Map.entry("raghub.announce.timeout", "1m"),
        Map.entry("raghub.announce.retries", "10ms,20ms,30ms"),
        Map.entry("raghub.schedule.enabled", "false"),
        Map.entry("raghub.subscriber.all.url", url + "/all"),
        Map.entry("raghub.subscriber.all.workspaces", "announced"),
        Map.entry("raghub.subscriber.all.secrets", SECRET + "," + NEXT),
        Map.entry("raghub.subscriber.failures.url", url + "/failures"),
        Map.entry("raghub.subscriber.failures.workspaces", "announced"),
        Map.entry("raghub.subscriber.failures.events", "run.failed"),
        Map.entry("raghub.subscriber.failures.secrets", SECRET),
        Map.entry("raghub.subscriber.stranger.url", url + "/stranger"),
        Map.entry("raghub.subscriber.stranger.workspaces", "another"),
        Map.entry("raghub.subscriber.stranger.secrets", SECRET));
  }
}

package dev.raghub.broker;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/// Two workspaces that brokers may speak for, and none else.
public final class Told implements QuarkusTestProfile {
  static final String A = "told-a";
  static final String B = "told-b";

  /// Of the queue of changes of a workspace.
  static final int BACKLOG = 1_000;

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "raghub.kafka.workspaces", A + "," + B,
        "raghub.rabbitmq.workspaces", A + "," + B,
        "raghub.change.max-backlog", Integer.toString(BACKLOG));
  }
}

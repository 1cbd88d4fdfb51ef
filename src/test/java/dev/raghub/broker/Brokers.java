package dev.raghub.broker;

import org.junit.jupiter.api.Assumptions;

/// Whether there is a real broker to test against. Where `RAGHUB_BROKERS=required`, as in CI, a
/// test without one fails; elsewhere it is skipped and says how to get one.
public final class Brokers {
  private Brokers() {}

  public static void require(String broker, boolean isThere) {
    if (!isThere) {
      String how = "no %s: run .ci/%s target/test-%s".formatted(broker, broker, broker);
      if ("required".equals(System.getenv("RAGHUB_BROKERS"))) {
        throw new AssertionError(how);
      }
      Assumptions.abort(how);
    }
  }
}

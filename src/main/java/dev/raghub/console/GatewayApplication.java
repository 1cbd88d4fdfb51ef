package dev.raghub.console;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.QuarkusApplication;
import java.util.concurrent.CompletableFuture;

/// The gateway as a Quarkus application: says when it is ready, then serves until it is told to
/// stop.
public final class GatewayApplication implements QuarkusApplication {
  private static final CompletableFuture<Boolean> READY = new CompletableFuture<>();

  static CompletableFuture<Boolean> readiness() {
    return READY;
  }

  @Override
  public int run(String... arguments) {
    READY.complete(true);
    Quarkus.waitForExit();
    return 0;
  }
}

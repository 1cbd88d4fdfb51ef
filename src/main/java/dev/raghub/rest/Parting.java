package dev.raghub.rest;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/// Sends callers away from a gateway that is about to stop: each answer closes its connection, so
/// that the next request goes where a gateway stays. A request that meets a closing connection
/// would be lost, and its caller could not know whether it was served.
@ApplicationScoped
public class Parting {
  private static final int BEFORE_ALL_OTHERS = 1_000;

  private volatile boolean leaving;

  void begin(@Observes ShutdownDelayInitiatedEvent stop) {
    leaving = true;
  }

  void register(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_ALL_OTHERS);
  }

  private void pass(RoutingContext request) {
    if (leaving) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    request.next();
  }
}

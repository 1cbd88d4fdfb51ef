package dev.raghub.rest;

import dev.raghub.observe.StageClock;
import jakarta.ws.rs.container.ContainerResponseContext;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What every response says of itself: request id, workspace, stages.
public class ResponseHeaders {
  private final Gate gate;
  private final StageClock clock;

  ResponseHeaders(Gate gate, StageClock clock) {
    this.gate = gate;
    this.clock = clock;
  }

  @ServerResponseFilter
  public void add(ContainerResponseContext response) {
    response.getHeaders().putSingle("X-Request-Id", gate.requestId());
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    gate.entered()
        .ifPresent(
            workspace ->
                response.getHeaders().putSingle(Gate.WORKSPACE_HEADER, workspace.id().value()));
    String timing = clock.serverTiming();
    if (!timing.isEmpty()) {
      response.getHeaders().putSingle("Server-Timing", timing);
    }
  }
}

package dev.raghub.rest;

import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.observe.StageClock;
import dev.raghub.workspace.Workspace;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// What stands around every request: its id in the log, and in the response its id, workspace and
/// stages.
public class RequestFrame {
  private static final String REQUEST_ID = "requestId";
  private static final String STARTED = "raghub.started";

  private final Gate gate;
  private final AdminAction action;
  private final StageClock clock;
  private final Observer observer;

  RequestFrame(Gate gate, AdminAction action, StageClock clock, Observer observer) {
    this.gate = gate;
    this.action = action;
    this.clock = clock;
    this.observer = observer;
  }

  @ServerRequestFilter
  public void open(ContainerRequestContext request, ResourceInfo resource) {
    MDC.put(REQUEST_ID, gate.requestId());
    request.setProperty(STARTED, System.nanoTime());
    action.is(
        audited(resource),
        request.getUriInfo().getPathParameters().values().stream().flatMap(List::stream).toList());
  }

  @ServerResponseFilter
  public void close(
      ContainerRequestContext request, ResourceInfo resource, ContainerResponseContext response) {
    action.end(gate.only().map(Workspace::id));
    response.getHeaders().putSingle("X-Request-Id", gate.requestId());
    response.getHeaders().putSingle("X-Content-Type-Options", "nosniff");
    if (!gate.entered().isEmpty()) {
      response.getHeaders().putSingle(Gate.WORKSPACE_HEADER, gate.entered());
    }
    gate.admission().ifPresent(admission -> RateHeaders.put(admission, response.getHeaders()));
    if (request.getProperty(STARTED) instanceof Long started) {
      Duration took = Duration.ofNanos(System.nanoTime() - started);
      String timing = clock.serverTiming(took);
      if (!timing.isEmpty()) {
        response.getHeaders().putSingle("Server-Timing", timing);
      }
      observer.saw(
          new Observation.RequestDone(
              gate.requestId(), operation(resource), response.getStatus(), took));
    }
    MDC.remove(REQUEST_ID);
  }

  /// Such as `key.rotate` for `KeyResource.rotate`.
  private static String audited(ResourceInfo resource) {
    String operation = operation(resource).replace("Resource.", ".");
    return operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
  }

  /// The method that served it: unlike the path, it holds no tenant's keys.
  private static String operation(ResourceInfo resource) {
    Method method = resource.getResourceMethod();
    return method == null
        ? "none"
        : method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }
}

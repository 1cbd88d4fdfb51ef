package dev.raghub.mcp;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.ErrorType;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.rest.Callers;
import dev.raghub.rest.Gate;
import dev.raghub.rest.LargeBody;
import dev.raghub.rest.Outside;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Role;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/// Lets nobody talk to the MCP server without a valid key: a client learns at its first request, by
/// HTTP, that its key is wrong. What a call may see is asked again at every call ([ToolCalls]). The
/// older transport below `/mcp/` is not served: it answers on another connection than it was asked
/// on.
@ApplicationScoped
public class McpDoor {
  private static final String PATH = "/mcp";

  /// Behind the check of the body's size, before everything else.
  private static final int SECOND = 900;

  /// The server's own would take as much as a file may have.
  private final BodyHandler body = BodyHandler.create(false).setBodyLimit(LargeBody.MOST);

  private final Callers callers;
  private final Outside outside;
  private final Observer observer;

  McpDoor(Callers callers, Outside outside, Observer observer) {
    this.callers = callers;
    this.outside = outside;
    this.observer = observer;
  }

  void register(@Observes Filters filters) {
    filters.register(this::admit, SECOND);
  }

  private void admit(RoutingContext context) {
    String path = context.normalizedPath();
    if (path.equals(PATH) && isOfAnotherSite(context.request())) {
      outside.refuse(
          context, ErrorCode.FORBIDDEN, "the header Origin names another site than this gateway");
    } else if (path.equals(PATH)) {
      authenticate(context);
    } else if (path.startsWith(PATH + "/")) {
      outside.refuse(context, ErrorCode.NOT_FOUND, "there is nothing at this address");
    } else {
      context.next();
    }
  }

  /// Whether a browser sent it from a page that is not ours, as the protocol wants to be refused.
  private static boolean isOfAnotherSite(HttpServerRequest request) {
    String origin = request.getHeader("Origin");
    String host = String.valueOf(request.getHeader("Host"));
    return origin != null && !origin.matches("https?://" + Pattern.quote(host));
  }

  /// Asks the database on another thread; the body waits meanwhile.
  private void authenticate(RoutingContext context) {
    String key = Gate.presentedKey(context.request());
    context.request().pause();
    context
        .vertx()
        .executeBlocking(() -> callers.authenticate(key), false)
        .onComplete(
            done -> {
              context.request().resume();
              if (done.succeeded()) {
                enter(context, done.result());
              } else {
                refuse(context, done.cause());
              }
            });
  }

  private void enter(RoutingContext context, Caller caller) {
    try {
      caller.require(Role.QUERY);
      body.handle(context);
    } catch (RaghubException refused) {
      refuse(context, refused);
    }
  }

  private void refuse(RoutingContext context, Throwable failure) {
    if (failure instanceof RaghubException known && known.code().type() != ErrorType.INTERNAL) {
      outside.refuse(context, known.code(), known.reason());
    } else {
      observer.saw(new Observation.RequestFailed(PATH, failure));
      outside.refuse(context, ErrorCode.INTERNAL, "an error inside raghub");
    }
  }
}

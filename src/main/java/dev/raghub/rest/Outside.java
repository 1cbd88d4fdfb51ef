package dev.raghub.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/// What the HTTP server refuses before any route sees it, said in the same words as everything
/// else: a body that announces itself as too large, an address that nobody serves.
@ApplicationScoped
public class Outside {
  // Before the server's own check, which answers without a body.
  private static final int FIRST = 1_000;

  // Behind the server's own check.
  private static final int LAST = 1;

  // Where the server keeps the limit for bodies that do not announce their size.
  private static final String SERVERS_LIMIT = "io.quarkus.max-request-size";

  private final ObjectMapper json;
  private final ErrorForms forms;
  private final long maxFile;

  Outside(
      ObjectMapper json,
      ErrorForms forms,
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize maxFile) {
    this.json = json;
    this.forms = forms;
    this.maxFile = maxFile.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::refuseLargeBody, FIRST);
    filters.register(Outside::leaveToLargeBody, LAST);
  }

  void register(@Observes Router router) {
    router.errorHandler(404, context -> refuse(context, ErrorCode.NOT_FOUND));
    router.errorHandler(405, context -> refuse(context, ErrorCode.METHOD_NOT_ALLOWED));
    router.errorHandler(413, context -> refuse(context, ErrorCode.BODY_TOO_LARGE));
    // Where a handler of bodies fails, the server's own words would come first.
    router.route().order(-FIRST).failureHandler(this::sayTooLarge);
  }

  private void sayTooLarge(RoutingContext context) {
    if (context.statusCode() == ErrorCode.BODY_TOO_LARGE.status()) {
      LingeringClose.after(context);
      refuse(context, ErrorCode.BODY_TOO_LARGE);
    } else {
      context.next();
    }
  }

  private void refuseLargeBody(RoutingContext context) {
    String length = context.request().getHeader("Content-Length");
    // The server itself refuses a length that is no number.
    if (length != null
        && length.matches("[0-9]{1,18}")
        && Long.parseLong(length) > LargeBody.most(context.normalizedPath(), maxFile)) {
      LingeringClose.after(context);
      refuse(context, ErrorCode.BODY_TOO_LARGE);
    } else {
      context.next();
    }
  }

  /// The server would end the request without a word; [LargeBody] counts instead.
  private static void leaveToLargeBody(RoutingContext context) {
    if (context.request().path() != null && context.request().path().startsWith("/v1/")) {
      context.remove(SERVERS_LIMIT);
    }
    context.next();
  }

  private void refuse(RoutingContext context, ErrorCode code) {
    refuse(context, code, Problems.detail(code));
  }

  /// Ends a request that no resource will see with an error.
  public void refuse(RoutingContext context, ErrorCode code, String detail) {
    if (context.response().ended()) {
      return;
    }
    String requestId = Gate.requestId(context.request());
    ErrorForms.Said said =
        forms.say(String.valueOf(context.request().path()), code, detail, requestId);
    if (code == ErrorCode.NOT_AUTHENTICATED) {
      context.response().putHeader("WWW-Authenticate", "Bearer");
    }
    context
        .response()
        .setStatusCode(code.status())
        .putHeader("Content-Type", said.mediaType())
        .putHeader("X-Request-Id", requestId)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(text(said.body()));
  }

  private String text(Object body) {
    try {
      return json.writeValueAsString(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

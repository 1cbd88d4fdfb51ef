package dev.raghub.rest;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;

/// Ends a connection on which more of a body is coming than anybody will read.
///
/// Who closes while the other one sends breaks the connection, and the other one may never see the
/// answer that is already on its way. So the rest is read and thrown away until it ends or is given
/// up (RFC 9112, 9.6).
final class LingeringClose {
  private static final long LONGEST_MILLIS = 10_000;

  private LingeringClose() {}

  /// Closes when the request was answered.
  static void after(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.version() == HttpVersion.HTTP_2) {
      // Other requests go on over the same connection.
      return;
    }
    context.response().putHeader("Connection", "close");
    context.addEndHandler(answered -> linger(context));
  }

  private static void linger(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.isEnded()) {
      close(request);
      return;
    }
    context.vertx().setTimer(LONGEST_MILLIS, late -> close(request));
    request.handler(unread -> {}).endHandler(end -> close(request)).resume();
  }

  private static void close(HttpServerRequest request) {
    request.connection().close();
  }
}

package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/// Counts a body that does not say how large it is, and refuses it where it has become too large.
public class LargeBody {
  private final long max;

  LargeBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
    this.max = max.asLongValue();
  }

  @ServerRequestFilter(priority = 100)
  public void count(ContainerRequestContext request, RoutingContext routing) {
    if (request.getHeaderString("Content-Length") == null
        && request.getHeaderString("Transfer-Encoding") != null) {
      request.setEntityStream(new Counted(request.getEntityStream(), routing));
    }
  }

  /// What was read so far.
  private final class Counted extends FilterInputStream {
    private final RoutingContext routing;
    private long read;

    private Counted(InputStream in, RoutingContext routing) {
      super(in);
      this.routing = routing;
    }

    @Override
    public int read() throws IOException {
      int next = super.read();
      return next < 0 ? next : counted(1, next);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      int got = super.read(into, from, length);
      return got < 0 ? got : counted(got, got);
    }

    private int counted(int more, int result) {
      read += more;
      if (read > max) {
        // What follows on this connection is the body that nobody will read.
        routing.response().putHeader("Connection", "close");
        routing.addEndHandler(ended -> routing.request().connection().close());
        throw new RaghubException(
            ErrorCode.BODY_TOO_LARGE, Problems.detail(ErrorCode.BODY_TOO_LARGE));
      }
      return result;
    }
  }
}

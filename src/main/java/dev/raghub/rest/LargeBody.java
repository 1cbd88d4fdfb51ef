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

/// Refuses a body that is too large: by what it says, or counting it where it does not say how
/// large it is. Files may be larger than what is held in memory as JSON.
public class LargeBody {
  /// The most bytes of a body that is no file.
  public static final long MOST = 4L * 1024 * 1024;

  private final long files;

  LargeBody(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize max) {
    this.files = max.asLongValue();
  }

  @ServerRequestFilter(priority = 100)
  public void count(ContainerRequestContext request, RoutingContext routing) {
    long max = most(request.getUriInfo().getPath(), files);
    if (request.getLength() > max) {
      throw tooLarge(routing);
    }
    if (request.getHeaderString("Content-Length") == null
        && request.getHeaderString("Transfer-Encoding") != null) {
      request.setEntityStream(new Counted(request.getEntityStream(), routing, max));
    }
  }

  /// How large a body at this address may be.
  static long most(String path, long files) {
    return path.startsWith(FileResource.PATH + "/") ? files : MOST;
  }

  private static RaghubException tooLarge(RoutingContext routing) {
    LingeringClose.after(routing);
    return new RaghubException(ErrorCode.BODY_TOO_LARGE, Problems.detail(ErrorCode.BODY_TOO_LARGE));
  }

  /// What was read so far.
  private static final class Counted extends FilterInputStream {
    private final RoutingContext routing;
    private final long max;
    private long read;

    private Counted(InputStream in, RoutingContext routing, long max) {
      super(in);
      this.routing = routing;
      this.max = max;
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
        throw tooLarge(routing);
      }
      return result;
    }
  }
}

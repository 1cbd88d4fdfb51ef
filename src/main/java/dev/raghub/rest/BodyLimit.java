package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.ReaderInterceptor;
import jakarta.ws.rs.ext.ReaderInterceptorContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Stops reading a body that did not announce its length at the first byte beyond
/// [RestSettings#maxBody]. [Outside] refuses those that did.
@Provider
public class BodyLimit implements ReaderInterceptor {
  private final long maxBody;

  BodyLimit(RestSettings settings) {
    this.maxBody = settings.maxBody().asLongValue();
  }

  @Override
  public Object aroundReadFrom(ReaderInterceptorContext context) throws IOException {
    context.setInputStream(new Counted(context.getInputStream(), maxBody));
    return context.proceed();
  }

  private static final class Counted extends FilterInputStream {
    private long left;

    Counted(InputStream in, long left) {
      super(in);
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      int read = super.read();
      count(read < 0 ? 0 : 1);
      return read;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int read) {
      left -= read;
      if (left < 0) {
        throw new RaghubException(
            ErrorCode.BODY_TOO_LARGE, Problems.detail(ErrorCode.BODY_TOO_LARGE));
      }
    }
  }
}

package dev.raghub.model;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.raghub.fault.RaghubException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One request to a model's server and its response, read in the caller's thread. Unlike the
/// library's own client it keeps to one deadline however slowly the bytes drip, reads no more than
/// it may, follows no redirect, and says what went wrong in our codes. For one call, in one thread.
final class Exchange implements HttpClient {
  private final java.net.http.HttpClient client;
  private final Failures failures;
  private final long maxBytes;
  private final long deadline;
  private Optional<RaghubException> failure = Optional.empty();
  private Optional<SentBody> sending = Optional.empty();

  Exchange(java.net.http.HttpClient client, Failures failures, long maxBytes, Duration timeout) {
    this.client = client;
    this.failures = failures;
    this.maxBytes = maxBytes;
    this.deadline = System.nanoTime() + timeout.toNanos();
  }

  /// What went wrong, whatever the library made of it.
  Optional<RaghubException> failure() {
    return failure;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    try (Body body = open(request)) {
      return SuccessfulHttpResponse.builder()
          .statusCode(body.response.statusCode())
          .headers(body.response.headers().map())
          .body(new String(body.readAllBytes(), StandardCharsets.UTF_8))
          .build();
    } catch (IOException broken) {
      throw fail(failures.of(broken, sent()));
    }
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    try (Body body = open(request)) {
      listener.onOpen(
          SuccessfulHttpResponse.builder()
              .statusCode(body.response.statusCode())
              .headers(body.response.headers().map())
              .build());
      parser.parse(body, new Guarded(listener));
      listener.onClose();
    } catch (IOException broken) {
      listener.onError(fail(failures.of(broken, sent())));
    } catch (RaghubException known) {
      listener.onError(known);
    }
  }

  private Body open(HttpRequest request) throws IOException {
    CompletableFuture<HttpResponse<InputStream>> call =
        client.sendAsync(translated(request), BodyHandlers.ofInputStream());
    try {
      HttpResponse<InputStream> response = call.get(remaining(), TimeUnit.NANOSECONDS);
      Body body = new Body(response);
      if (response.statusCode() / 100 == 2) {
        return body;
      }
      try (body) {
        throw fail(failures.of(response, body));
      }
    } catch (TimeoutException late) {
      call.cancel(true);
      throw fail(failures.late());
    } catch (InterruptedException stopped) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw fail(failures.interrupted(sent()));
    } catch (ExecutionException failed) {
      throw fail(failures.of(failed.getCause() == null ? failed : failed.getCause(), sent()));
    }
  }

  private java.net.http.HttpRequest translated(HttpRequest request) {
    SentBody body = new SentBody(request.body());
    sending = Optional.of(body);
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(request.method().name(), body);
    request.headers().forEach((name, values) -> values.forEach(v -> builder.header(name, v)));
    return builder.build();
  }

  private boolean sent() {
    return sending.map(SentBody::sent).orElse(Boolean.FALSE);
  }

  private long remaining() {
    return Math.max(0, deadline - System.nanoTime());
  }

  private RaghubException fail(RaghubException reason) {
    if (failure.isEmpty()) {
      failure = Optional.of(reason);
    }
    return failure.get();
  }

  /// The library's parsers log what a listener throws, and that may quote the answer.
  private final class Guarded implements ServerSentEventListener {
    private final ServerSentEventListener listener;

    Guarded(ServerSentEventListener listener) {
      this.listener = listener;
    }

    @Override
    public void onEvent(ServerSentEvent event, ServerSentEventContext context) {
      try {
        listener.onEvent(event, context);
      } catch (RuntimeException broken) {
        onError(fail(failures.garbled(broken)));
      }
    }

    @Override
    public void onEvent(ServerSentEvent event) {
      try {
        listener.onEvent(event);
      } catch (RuntimeException broken) {
        onError(fail(failures.garbled(broken)));
      }
    }

    @Override
    public void onError(Throwable broken) {
      listener.onError(broken);
    }
  }

  /// A response's bytes until the deadline, and not too many.
  private final class Body extends InputStream {
    private final HttpResponse<InputStream> response;
    private final CompletableFuture<Boolean> overdue = new CompletableFuture<>();
    private final CompletableFuture<Void> closing;
    private long left = maxBytes;

    Body(HttpResponse<InputStream> response) {
      this.response = response;
      // Closing is what wakes a reader that waits for bytes.
      this.closing = overdue.thenRun(this::closeResponse);
      overdue.completeOnTimeout(true, remaining(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = readUntilDeadline(bytes, offset, (int) Math.min(length, left + 1));
      if (count > left) {
        throw new IOException(fail(failures.tooLarge(maxBytes)));
      }
      left -= Math.max(0, count);
      return count;
    }

    @Override
    public void close() {
      overdue.complete(false);
      closing.join();
    }

    private int readUntilDeadline(byte[] bytes, int offset, int length) throws IOException {
      int count;
      try {
        count = response.body().read(bytes, offset, length);
      } catch (IOException broken) {
        throw new IOException(
            fail(overdue.getNow(false) ? failures.late() : failures.of(broken, true)));
      }
      if (overdue.getNow(false)) {
        throw new IOException(fail(failures.late()));
      }
      return count;
    }

    private void closeResponse() {
      try {
        response.body().close();
      } catch (IOException broken) {
        // It is of no more use either way.
        return;
      }
    }
  }
}

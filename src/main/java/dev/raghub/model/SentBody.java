package dev.raghub.model;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.concurrent.atomic.AtomicLong;

/// A request's body that knows whether all of it was handed to the connection. Before that no
/// server can have begun to work on it. Safe for many threads.
final class SentBody implements BodyPublisher {
  private final BodyPublisher body;
  private final AtomicLong left;

  SentBody(String text) {
    this.body = BodyPublishers.ofString(text);
    this.left = new AtomicLong(body.contentLength());
  }

  /// Whether a server may have it whole. A text that is empty counts as sent from the start.
  boolean sent() {
    return left.get() <= 0;
  }

  @Override
  public long contentLength() {
    return body.contentLength();
  }

  @Override
  public void subscribe(Subscriber<? super ByteBuffer> connection) {
    body.subscribe(
        new Subscriber<>() {
          @Override
          public void onSubscribe(Subscription subscription) {
            connection.onSubscribe(subscription);
          }

          @Override
          public void onNext(ByteBuffer bytes) {
            left.addAndGet(-bytes.remaining());
            connection.onNext(bytes);
          }

          @Override
          public void onError(Throwable broken) {
            connection.onError(broken);
          }

          @Override
          public void onComplete() {
            connection.onComplete();
          }
        });
  }
}

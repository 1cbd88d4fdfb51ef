package dev.raghub.observe;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Hides in the spans of requests what may be a tenant's: paths hold keys of documents and
/// workspaces, queries hold names of entities. The route, `http.route`, stays.
@ApplicationScoped
public class SpanPrivacy implements SpanProcessor {
  private static final String HIDDEN = "hidden";
  private static final List<AttributeKey<String>> TENANTS =
      List.of(
          AttributeKey.stringKey("url.path"),
          AttributeKey.stringKey("url.query"),
          AttributeKey.stringKey("url.full"));

  @Override
  public void onStart(Context parent, ReadWriteSpan span) {
    for (AttributeKey<String> key : TENANTS) {
      if (span.getAttributes().get(key) != null) {
        span.setAttribute(key, HIDDEN);
      }
    }
  }

  @Override
  public boolean isStartRequired() {
    return true;
  }

  @Override
  public void onEnd(ReadableSpan span) {}

  @Override
  public boolean isEndRequired() {
    return false;
  }
}

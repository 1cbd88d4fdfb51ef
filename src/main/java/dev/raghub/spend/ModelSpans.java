package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Completion;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Calls of models as spans, for whoever collects traces of many services. The names are those of
/// OpenTelemetry's semantic conventions for generative AI, which are not stable yet: they stand
/// here and nowhere else. A span holds what a [Trace] holds, no prompt and no answer. While tracing
/// is off all of this does nothing.
@ApplicationScoped
public class ModelSpans {
  private static final AttributeKey<List<String>> FINISH_REASONS =
      AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");

  private final Tracer tracer;

  ModelSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("dev.raghub");
  }

  /// The same work on another thread, below the span that is current on this one: a call is a child
  /// of the request that it serves.
  static Runnable carried(Runnable work) {
    return Context.current().wrap(work);
  }

  /// Asks within a span.
  Reply around(Endpoint endpoint, Prompt prompt, Supplier<Reply> call) {
    Span span = begun(endpoint, prompt);
    try {
      Reply reply = call.get();
      answered(span, reply);
      return reply;
    } catch (RuntimeException | Error failed) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", code(failed).code());
      throw failed;
    } finally {
      span.end();
    }
  }

  private Span begun(Endpoint endpoint, Prompt prompt) {
    String provider = provider(endpoint.kind());
    int port = endpoint.url().getPort();
    int usual = endpoint.url().getScheme().equals("https") ? 443 : 80;
    return tracer
        .spanBuilder("chat " + endpoint.model())
        .setSpanKind(SpanKind.CLIENT)
        .setAttribute("gen_ai.operation.name", "chat")
        .setAttribute("gen_ai.provider.name", provider)
        // What it was called up to version 1.36 of the conventions.
        .setAttribute("gen_ai.system", provider)
        .setAttribute("gen_ai.request.model", endpoint.model())
        .setAttribute(
            "gen_ai.request.max_tokens",
            (long) Math.min(prompt.maxTokens(), endpoint.maxOutputTokens()))
        // The host alone: an address may hold a user, a path or a query.
        .setAttribute("server.address", endpoint.url().getHost())
        .setAttribute("server.port", (long) (port < 0 ? usual : port))
        .startSpan();
  }

  private static void answered(Span span, Reply reply) {
    Completion said = reply.completion();
    span.setAttribute("gen_ai.usage.input_tokens", (long) reply.spent().prompt());
    span.setAttribute("gen_ai.usage.output_tokens", (long) reply.spent().completion());
    span.setAttribute(FINISH_REASONS, List.of(reason(said.finish())));
  }

  /// In the words of the conventions where they have one.
  private static String provider(Endpoint.Kind kind) {
    return switch (kind) {
      case OPENAI -> "openai";
      case ANTHROPIC -> "anthropic";
      case GEMINI -> "gcp.gemini";
      case OLLAMA -> "ollama";
    };
  }

  private static String reason(Completion.Finish finish) {
    return switch (finish) {
      case STOP, LENGTH, UNKNOWN -> finish.name().toLowerCase(Locale.ROOT);
      case FILTERED -> "content_filter";
    };
  }

  private static ErrorCode code(Throwable failed) {
    return failed instanceof RaghubException known ? known.code() : ErrorCode.INTERNAL;
  }
}

package dev.raghub.spend;

import dev.raghub.model.Models;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenUsage;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicReference;

/// Who is asked in a running gateway.
final class SpendWiring {
  @Produces
  @Singleton
  Asked asked(Models models, ModelSpans spans) {
    Asked paid = paid(models);
    return (endpoint, prompt, urgency, hearer) ->
        spans.around(endpoint, prompt, () -> paid.ask(endpoint, prompt, urgency, hearer));
  }

  /// Completions that were of no use and tried again were paid for like the last one. What an
  /// attempt cost that broke off is not known; only if none is answered after it, the call is
  /// settled at what was reserved.
  private static Asked paid(Models models) {
    return (endpoint, prompt, urgency, hearer) -> {
      AtomicReference<TokenUsage> spent = new AtomicReference<>(TokenUsage.NONE);
      Reply reply =
          models.ask(
              endpoint,
              prompt,
              urgency,
              hearer,
              usage -> {
                hearer.worked();
                if (!usage.equals(TokenUsage.UNKNOWN)) {
                  spent.accumulateAndGet(usage, TokenUsage::plus);
                }
              });
      return new Reply(reply.completion(), reply.retries(), spent.get());
    };
  }
}

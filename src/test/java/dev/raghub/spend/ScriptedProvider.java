package dev.raghub.spend;

import dev.raghub.model.Completion;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenUsage;
import dev.raghub.model.Urgency;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/// A provider that answers in four pieces, uses tokens by chance (of the call's number, so that a
/// seed replays), and keeps an invoice of its own.
final class ScriptedProvider implements Asked {
  static final int PIECES = 4;

  private static final int PROMPT_TOKENS = 40;
  private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

  private final long seed;
  private final Runnable whileAsked;
  private final AtomicInteger calls = new AtomicInteger();
  private BigDecimal invoice = BigDecimal.ZERO;

  ScriptedProvider(long seed, Runnable whileAsked) {
    this.seed = seed;
    this.whileAsked = whileAsked;
  }

  @Override
  public Reply ask(Endpoint endpoint, Prompt prompt, Urgency urgency, Hearer pieces) {
    TokenUsage usage = usage(calls.incrementAndGet(), endpoint.maxOutputTokens());
    for (int piece = 0; piece < PIECES; piece++) {
      whileAsked.run();
      pieces.accept("piece");
    }
    bill(endpoint, usage);
    return new Reply(
        new Completion(
            "piece".repeat(PIECES),
            usage,
            Finish.STOP,
            Duration.ofMillis(3),
            Duration.ofMillis(7),
            List.of("odd")),
        1);
  }

  int calls() {
    return calls.get();
  }

  /// In dollars, added up as its own accountant would: line by line, unrounded.
  synchronized BigDecimal invoice() {
    return invoice;
  }

  private synchronized void bill(Endpoint endpoint, TokenUsage usage) {
    invoice =
        invoice
            .add(line(endpoint.prices().input(), usage.prompt() - usage.cached()))
            .add(line(endpoint.prices().cachedInput(), usage.cached()))
            .add(line(endpoint.prices().output(), usage.completion()));
  }

  private static BigDecimal line(BigDecimal price, int tokens) {
    return price.multiply(BigDecimal.valueOf(tokens)).divide(MILLION);
  }

  private TokenUsage usage(int call, int maxCompletion) {
    Random random = new Random(seed + call);
    int prompt = 1 + random.nextInt(PROMPT_TOKENS);
    return new TokenUsage(
        prompt, 1 + random.nextInt(maxCompletion), random.nextInt(prompt + 1), true);
  }
}

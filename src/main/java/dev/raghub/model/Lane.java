package dev.raghub.model;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Judge.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// The way to one endpoint: so many calls at a time, questions first; what may succeed is tried
/// again; a server that fails and fails is left alone; an endpoint that refuses a schema is asked
/// in a simpler way from then on. Safe for many threads.
final class Lane {
  private static final int MOST_DOUBTS = 3;

  private final Endpoint endpoint;
  private final ChatModel model;
  private final Limits limits;
  private final Turns turns;
  private final Breaker breaker;
  private final Failures failures;
  private final AtomicInteger doubts = new AtomicInteger();
  private final AtomicReference<Structure> structure = new AtomicReference<>(Structure.SCHEMA);
  private final AtomicReference<Structure> taken = new AtomicReference<>(Structure.SCHEMA);

  Lane(Endpoint endpoint, ChatModel model, Limits limits, Breaker breaker) {
    this.endpoint = endpoint;
    this.model = model;
    this.limits = limits;
    this.breaker = breaker;
    this.turns = new Turns(endpoint.concurrency(), limits.waiting());
    this.failures = Failures.of(endpoint);
  }

  /// As [Models#ask].
  Reply ask(Prompt prompt, Urgency urgency, Consumer<String> pieces, Consumer<TokenUsage> spent) {
    switch (turns.begin(urgency, limits.patience())) {
      case TURN -> {}
      case TOO_MANY_WAIT ->
          throw failures.busy("%d calls wait for it already".formatted(limits.waiting()));
      case WAITED_TOO_LONG ->
          throw failures.busy("no turn came in %d s".formatted(limits.patience().toSeconds()));
    }
    try {
      return new Call(prompt, pieces, spent).run();
    } finally {
      turns.end();
    }
  }

  /// How many wait for a turn.
  int waiting() {
    return turns.waiting();
  }

  /// How answers in JSON are asked for by now.
  Structure structure() {
    return structure.get();
  }

  /// How the last answer in JSON that was of use had been asked for.
  Structure taken() {
    return taken.get();
  }

  /// Whether the endpoint is asked at all.
  BreakerState breaker() {
    return breaker.state();
  }

  /// One question and its attempts, within one deadline.
  private final class Call {
    private final Prompt prompt;
    private final Consumer<String> pieces;
    private final Consumer<TokenUsage> spent;
    private final AtomicBoolean handedOut = new AtomicBoolean();
    private final long deadline = System.nanoTime() + endpoint.timeout().toNanos();
    private Structure way = structure.get();
    private Optional<Completion> doubtful = Optional.empty();
    private boolean refusedWays;
    private int retries;

    Call(Prompt prompt, Consumer<String> pieces, Consumer<TokenUsage> spent) {
      this.prompt = prompt;
      this.pieces = pieces;
      this.spent = spent;
    }

    Reply run() {
      while (true) {
        try {
          Completion completion = stepDown();
          remember();
          return new Reply(completion, retries);
        } catch (RaghubException failed) {
          if (!mayRetry(failed)) {
            return lastResort(failed);
          }
          pause(wait(failed));
          retries++;
          doubt(failed);
        }
      }
    }

    /// What its judge would rather have asked for again, but not lost.
    private Reply lastResort(RaghubException failed) {
      if (failed.code() != ErrorCode.MODEL_MALFORMED) {
        throw failed;
      }
      return new Reply(doubtful.orElseThrow(() -> failed), retries);
    }

    /// One attempt; more only where the endpoint refuses the way in which JSON is asked for, which
    /// costs nothing. What it takes is remembered.
    private Completion stepDown() {
      while (true) {
        try {
          return attempt();
        } catch (RaghubException refused) {
          boolean simpler = prompt.schema().isPresent() && way != Structure.TEXT;
          if (refused.code() != ErrorCode.MODEL_REFUSED || !simpler) {
            throw refused;
          }
          refusedWays = true;
          way = way.next();
        }
      }
    }

    /// The same question in the same way would get the same answer; and there are servers that say
    /// "internal error" to a schema that they do not know.
    private void doubt(RaghubException failed) {
      way =
          switch (failed.code()) {
            case MODEL_MALFORMED, MODEL_UNREACHABLE, MODEL_BROKEN_OFF -> way.next();
            default -> way;
          };
    }

    /// A refusal is clear. A failure may have had other reasons, so that it takes several calls in
    /// a row that only a simpler way has saved.
    private void remember() {
      if (prompt.schema().isEmpty()) {
        return;
      }
      taken.set(way);
      boolean sure = refusedWays || way == structure.get();
      if (sure || doubts.incrementAndGet() >= MOST_DOUBTS) {
        doubts.set(0);
        structure.set(way);
      }
    }

    private Completion attempt() {
      Optional<Duration> rest = breaker.forbids();
      if (rest.isPresent()) {
        throw failures.resting(rest.get());
      }
      Completion completion;
      try {
        completion = model.complete(prompt, way, remaining(), this::handOut);
        breaker.answered();
      } catch (RaghubException failed) {
        note(failed);
        if (mayBeBilled(failed.code())) {
          spent.accept(TokenUsage.UNKNOWN);
        }
        throw failed;
      } catch (RuntimeException listeners) {
        breaker.answered();
        throw listeners;
      }
      spent.accept(completion.usage());
      return judged(completion);
    }

    private Completion judged(Completion completion) {
      if (prompt.schema().isEmpty()) {
        if (completion.text().isEmpty()) {
          throw failures.malformed("is empty");
        }
        return completion;
      }
      return switch (prompt.judge().of(completion, prompt.schema().get())) {
        case Verdict.Useful useful -> useful.completion();
        case Verdict.Doubtful doubt -> {
          doubtful = Optional.of(doubt.completion());
          throw failures.malformed(doubt.how());
        }
        case Verdict.Useless useless -> throw failures.malformed(useless.how());
      };
    }

    /// Structured answers are judged as a whole before anybody sees them.
    private void handOut(String piece) {
      if (prompt.schema().isEmpty()) {
        handedOut.set(true);
        pieces.accept(piece);
      }
    }

    private boolean mayRetry(RaghubException failed) {
      return failed.code().retriable()
          && !handedOut.get()
          && retries < limits.retries()
          && wait(failed).compareTo(remaining()) < 0;
    }

    /// What the server asked for, or longer each time.
    private Duration wait(RaghubException failed) {
      return failed.retryAfter().orElseGet(() -> limits.pause().multipliedBy(1L << retries));
    }

    private Duration remaining() {
      return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
    }
  }

  /// Whether the server may have worked although no completion came.
  private static boolean mayBeBilled(ErrorCode code) {
    return switch (code) {
      case MODEL_BROKEN_OFF, MODEL_TIMEOUT, MODEL_MALFORMED -> true;
      default -> false;
    };
  }

  private void note(RaghubException failed) {
    switch (failed.code()) {
      case MODEL_UNREACHABLE, MODEL_BROKEN_OFF, MODEL_TIMEOUT -> breaker.failed();
      default -> breaker.answered();
    }
  }

  private void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw failures.interrupted(false);
    }
  }
}

package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Prompt;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenCounter;
import dev.raghub.model.TokenCounters;
import dev.raghub.model.Urgency;
import dev.raghub.spend.Exchange.Event;
import dev.raghub.workspace.Workspace;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Asks models on workspaces' behalf, within their budgets.
///
/// Each call has a thread of its own that reserves, asks, settles and traces; the caller listens to
/// it. So a caller who goes away interrupts nothing: the call goes on for a while, and what it cost
/// is settled as if somebody had waited.
@ApplicationScoped
public class Spending {
  /// What chat formats put around the texts; about five for a turn.
  private static final int FRAME_TOKENS = 32;

  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Asked models;
  private final Books books;
  private final TokenCounter counter;
  private final CallIds ids;
  private final Clock clock;
  private final Duration drain;
  private final Semaphore drains;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  Spending(
      Asked models,
      Books books,
      TokenCounters counters,
      CallIds ids,
      Clock clock,
      SpendSettings settings) {
    this.models = models;
    this.books = books;
    this.counter = counters.of(TokenCounters.ESTIMATE);
    this.ids = ids;
    this.clock = clock;
    this.drain = settings.drain();
    this.drains = new Semaphore(settings.drains());
  }

  /// Asks a model and waits for its completion.
  ///
  /// @param pieces is told of the text as it arrives, on the caller's thread. Where it throws, or
  ///   the thread is interrupted, the caller is rid of the call at once; the call is billed all the
  ///   same
  /// @throws RaghubException BUDGET_EXCEEDED with whose budget and when it renews, before anything
  ///   is asked; as [dev.raghub.model.Models#ask]; MODEL_TIMEOUT where the thread was interrupted
  public PaidReply call(
      Workspace workspace, Call call, Endpoint endpoint, Prompt prompt, Consumer<String> pieces) {
    Task task = new Task(workspace, reservation(call, endpoint, prompt), endpoint, prompt);
    Exchange exchange = new Exchange();
    threads.execute(ModelSpans.carried(() -> converse(task, exchange)));
    return listen(exchange, pieces);
  }

  @PreDestroy
  void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
        threads.shutdownNow();
      }
    } catch (InterruptedException stopped) {
      threads.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }

  private Reservation reservation(Call call, Endpoint endpoint, Prompt prompt) {
    int promptTokens =
        FRAME_TOKENS
            + counter.count(prompt.system())
            + counter.count(prompt.user())
            + prompt.schema().map(counter::count).orElse(0);
    int completionTokens = Math.min(prompt.maxTokens(), endpoint.maxOutputTokens());
    return new Reservation(
        ids.next(),
        call,
        endpoint.name(),
        endpoint.model(),
        Costs.atMost(endpoint.prices(), promptTokens, completionTokens),
        clock.instant());
  }

  private PaidReply listen(Exchange exchange, Consumer<String> pieces) {
    boolean over = false;
    try {
      while (true) {
        Event event = exchange.next();
        over = !(event instanceof Event.Piece);
        switch (event) {
          case Event.Piece piece -> pieces.accept(piece.text());
          case Event.Answered answered -> {
            return answered.reply();
          }
          case Event.Failed failed -> throw failed.cause();
          case Event.Broken broken -> throw broken.cause();
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RaghubException(
          ErrorCode.MODEL_TIMEOUT, "the caller stopped waiting for the model", stopped);
    } finally {
      if (!over) {
        leave(exchange);
      }
    }
  }

  /// Lets the call go on for a while, if not too many do already.
  private void leave(Exchange exchange) {
    exchange.leave();
    if (!drains.tryAcquire()) {
      exchange.cut();
      return;
    }
    threads.execute(
        () -> {
          try {
            if (!exchange.over(drain)) {
              exchange.cut();
            }
          } catch (InterruptedException stopped) {
            exchange.cut();
          } finally {
            drains.release();
          }
        });
  }

  private void converse(Task task, Exchange exchange) {
    try {
      books.reserve(task.workspace(), task.reservation());
      exchange.end(new Event.Answered(ask(task, exchange)));
    } catch (RuntimeException failed) {
      exchange.end(new Event.Failed(failed));
    } catch (Error broken) {
      exchange.end(new Event.Broken(broken));
    }
  }

  private PaidReply ask(Task task, Exchange exchange) {
    if (!exchange.begin()) {
      books.release(task.workspace(), task.reservation());
      throw new RaghubException(ErrorCode.MODEL_TIMEOUT, "the caller left before the call");
    }
    Instant started = clock.instant();
    long start = System.nanoTime();
    Reply reply;
    try {
      reply = models.ask(task.endpoint(), task.prompt(), task.urgency(), exchange);
      exchange.asked();
    } catch (RuntimeException | Error failed) {
      exchange.asked();
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      books.failed(
          task.workspace(),
          task.reservation(),
          new Books.Failure(failed, exchange.mayHaveWorked(), started, took));
      throw failed;
    }
    Money cost = Costs.of(task.endpoint().prices(), reply.spent());
    books.answered(task.workspace(), task.reservation(), reply, cost, started);
    return new PaidReply(
        task.reservation().id(), reply.completion(), reply.retries(), reply.spent(), cost);
  }

  private record Task(
      Workspace workspace, Reservation reservation, Endpoint endpoint, Prompt prompt) {
    Urgency urgency() {
      return reservation.call().urgency();
    }
  }
}

package dev.raghub.spend;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.limit.TokenCharges;
import dev.raghub.model.Completion;
import dev.raghub.model.Reply;
import dev.raghub.model.TokenUsage;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// The ledger's line and the trace of a call. Only a reservation may stop a call; what cannot be
/// written afterwards is counted, and the answer goes out: a line that stays open is settled at
/// what was reserved when its lease has passed.
@ApplicationScoped
public class Books {
  static final String INTERRUPTED = "interrupted";

  /// Failures with which the provider has not taken the call, unless it had begun to answer.
  private static final Set<ErrorCode> NOT_TAKEN =
      Set.of(
          ErrorCode.MODEL_UNREACHABLE,
          ErrorCode.MODEL_BUSY,
          ErrorCode.MODEL_CREDENTIALS_REFUSED,
          ErrorCode.MODEL_REFUSED);

  private final PostgresLedger ledger;
  private final PostgresTraces traces;
  private final TokenCharges charges;
  private final Observer observer;

  Books(PostgresLedger ledger, PostgresTraces traces, TokenCharges charges, Observer observer) {
    this.ledger = ledger;
    this.traces = traces;
    this.charges = charges;
    this.observer = observer;
  }

  /// How a call failed.
  ///
  /// @param mayHaveWorked whether the model may have, whatever the failure says
  record Failure(Throwable cause, boolean mayHaveWorked, Instant started, Duration took) {
    /// Nobody knows what was used, so the caller pays what was reserved.
    boolean isBilled() {
      return mayHaveWorked
          || !(cause instanceof RaghubException known && NOT_TAKEN.contains(known.code()));
    }

    String code() {
      return cause instanceof RaghubException known
          ? known.code().code()
          : ErrorCode.INTERNAL.code();
    }
  }

  void reserve(Workspace workspace, Reservation reservation) {
    try {
      ledger.reserve(workspace, reservation);
    } catch (RaghubException refused) {
      if (refused.code() == ErrorCode.BUDGET_EXCEEDED) {
        observer.saw(
            new Observation.BudgetExceeded(workspace.id().value(), reservation.endpoint()));
      }
      throw refused;
    }
  }

  /// Nothing was asked: no cost, no trace.
  void release(Workspace workspace, Reservation reservation) {
    close(workspace, reservation, new Closing.Released());
  }

  void answered(
      Workspace workspace, Reservation reservation, Reply reply, Money cost, Instant started) {
    Completion said = reply.completion();
    close(workspace, reservation, new Closing.Settled(cost, reply.spent()));
    charge(reservation, reply.spent());
    trace(
        workspace,
        trace(
            reservation,
            reply.spent(),
            new Ended(
                Optional.of(said.firstToken().toMillis()),
                Optional.of(said.total().toMillis()),
                reply.retries(),
                Optional.of(said.finish().name().toLowerCase(Locale.ROOT)),
                Optional.empty(),
                said.warnings(),
                started)));
    observe(workspace, reservation, "answered", said.total());
  }

  void failed(Workspace workspace, Reservation reservation, Failure failure) {
    close(
        workspace,
        reservation,
        failure.isBilled() ? new Closing.Assumed() : new Closing.Released());
    trace(
        workspace,
        trace(
            reservation,
            TokenUsage.UNKNOWN,
            new Ended(
                Optional.empty(),
                Optional.of(failure.took().toMillis()),
                0,
                Optional.empty(),
                Optional.of(failure.code()),
                List.of(),
                failure.started())));
    observe(workspace, reservation, failure.code(), failure.took());
  }

  /// Its process was killed before it could close the line.
  ///
  /// @return whether the line was still open
  boolean lapsed(Workspace workspace, Reservation reservation) {
    boolean open = ledger.close(workspace, reservation.id(), new Closing.Assumed());
    trace(
        workspace,
        trace(
            reservation,
            TokenUsage.UNKNOWN,
            new Ended(
                Optional.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                Optional.of(INTERRUPTED),
                List.of(),
                reservation.reservedAt())));
    return open;
  }

  /// What the key's limit of tokens counts; the ledger's money is another matter.
  private void charge(Reservation reservation, TokenUsage spent) {
    reservation
        .call()
        .key()
        .ifPresent(key -> charges.charge(key, (long) spent.prompt() + spent.completion()));
  }

  private void close(Workspace workspace, Reservation reservation, Closing closing) {
    try {
      ledger.close(workspace, reservation.id(), closing);
    } catch (RuntimeException unwritten) {
      observer.saw(new Observation.BookkeepingFailed(workspace.id().value(), "ledger", unwritten));
    }
  }

  private void trace(Workspace workspace, Trace trace) {
    try {
      traces.keep(workspace, trace);
    } catch (RuntimeException unwritten) {
      observer.saw(new Observation.BookkeepingFailed(workspace.id().value(), "trace", unwritten));
    }
  }

  private void observe(
      Workspace workspace, Reservation reservation, String outcome, Duration took) {
    observer.saw(
        new Observation.ModelAsked(
            workspace.id().value(),
            reservation.endpoint(),
            reservation.call().purpose(),
            outcome,
            took));
  }

  private static Trace trace(Reservation reservation, TokenUsage usage, Ended ended) {
    return new Trace(
        reservation.id(),
        reservation.call().request(),
        reservation.endpoint(),
        reservation.model(),
        reservation.call().purpose(),
        usage.prompt(),
        usage.completion(),
        usage.cached(),
        ended.firstTokenMs(),
        ended.totalMs(),
        ended.retries(),
        ended.finish(),
        ended.errorCode(),
        ended.warnings(),
        ended.started());
  }

  /// The part of a trace that only the end of a call knows.
  private record Ended(
      Optional<Long> firstTokenMs,
      Optional<Long> totalMs,
      int retries,
      Optional<String> finish,
      Optional<String> errorCode,
      List<String> warnings,
      Instant started) {}
}

package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.GatewayServers;
import dev.raghub.SetClock;
import dev.raghub.TestWorkspaces;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.NewKey;
import dev.raghub.workspace.PostgresKeys;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// One call at a time: what it reserves, pays and leaves behind, however it ends.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class SpendingIT extends SpendTest {
  @Inject PostgresKeys keys;
  @Inject MeterRegistry meters;

  // In the future, so that the gateway's own upkeep takes none of these for lapsed.
  private final SetClock clock = new SetClock("2199-01-31T23:59:59Z");
  private final ScriptedProvider provider = new ScriptedProvider(1, () -> {});

  @Test
  void paysForACallAndTracesIt() {
    Workspace workspace = fresh();

    PaidReply reply = ask(spending(provider, clock), workspace);

    assertThat(reply.cost().dollars()).isEqualByComparingTo(provider.invoice());
    assertThat(spent(workspace).settled()).isEqualTo(reply.cost());
    Trace trace = traces(workspace).getFirst();
    assertThat(trace)
        .isEqualTo(
            new Trace(
                reply.call(),
                "request",
                "cloud",
                "small-1",
                "answer",
                reply.completion().usage().prompt(),
                reply.completion().usage().completion(),
                reply.completion().usage().cached(),
                Optional.of(3L),
                Optional.of(7L),
                1,
                Optional.of("stop"),
                Optional.empty(),
                List.of("odd"),
                clock.instant()));
  }

  @Test
  void asksWhereTheCapIsTheReservationAndNotWhereItIsABillionthLess() {
    Workspace workspace = fresh();
    PostgresBudgets budgets = new PostgresBudgets(scope, clock);
    Spending spending = spending(provider, clock);
    budgets.put(workspace, Period.DAY, new Money(reservation().nanos() - 1));

    RaghubException refused = refusal(() -> ask(spending, workspace));
    budgets.put(workspace, Period.DAY, reservation());
    ask(spending, workspace);

    assertThat(refused.code()).isEqualTo(ErrorCode.BUDGET_EXCEEDED);
    assertThat(refused.reason())
        .contains("of this workspace for the day")
        .endsWith("it renews at 2199-02-01T00:00:00Z");
    assertThat(refused.retryAfter()).contains(Duration.ofSeconds(1));
    assertThat(provider.calls()).isEqualTo(1);
    assertThat(traces(workspace)).hasSize(1);
  }

  @Test
  void beginsAnewWithTheNextDayAndMonth() {
    Workspace workspace = fresh();
    PostgresBudgets budgets = new PostgresBudgets(scope, clock);
    Spending spending = spending(provider, clock);
    budgets.put(workspace, Period.MONTH, reservation());
    clock.set("2199-01-01T00:00:00Z");
    Money first = ask(spending, workspace).cost();
    clock.set("2199-01-31T23:59:59.999Z");

    RaghubException lastMoment = refusal(() -> ask(spending, workspace));
    Money spentInJanuary = budgets.list(workspace).getFirst().spent();
    clock.set("2199-02-01T00:00:00Z");
    Money second = ask(spending, workspace).cost();

    assertThat(lastMoment.reason())
        .contains("of this workspace for the month")
        .endsWith("it renews at 2199-02-01T00:00:00Z");
    assertThat(lastMoment.retryAfter()).contains(Duration.ofMillis(1));
    assertThat(spentInJanuary).isEqualTo(first);
    assertThat(budgets.list(workspace).getFirst().spent()).isEqualTo(second);
  }

  @Test
  void settlesOnTheDayOfTheReservation() {
    Workspace workspace = fresh();
    PostgresBudgets budgets = new PostgresBudgets(scope, clock);
    budgets.put(workspace, Period.DAY, reservation());
    Spending spending =
        spending(new ScriptedProvider(1, () -> clock.set("2199-02-01T00:00:01Z")), clock);

    Money cost = ask(spending, workspace).cost();

    assertThat(budgets.list(workspace).getFirst().spent()).isEqualTo(Money.NONE);
    clock.set("2199-01-31T12:00:00Z");
    assertThat(budgets.list(workspace).getFirst().spent()).isEqualTo(cost);
  }

  @Test
  void countsAKeyOverAllItsWorkspaces() {
    String id =
        keys.create(new NewKey("k", Set.of(Role.QUERY), Optional.empty(), Optional.empty())).id();
    PostgresKeyBudgets budgets = new PostgresKeyBudgets(scope, clock);
    budgets.put(id, Period.DAY, reservation());
    Spending spending = spending(provider, clock);
    Workspace here = fresh();
    Workspace there = fresh();

    Money cost = ask(spending, here, id).cost();
    RaghubException refused = refusal(() -> ask(spending, there, id));
    ask(spending, there, key);

    assertThat(refused.reason()).contains("of this key for the day");
    assertThat(budgets.list().stream().filter(budget -> budget.key().equals(Optional.of(id))))
        .extracting(Budget::spent)
        .containsExactly(cost);
    assertThat(spent(there).calls()).as("what was refused left no line").isEqualTo(1);
  }

  @Test
  void neverRefusesWhatCostsNothing() {
    Workspace workspace = fresh();
    new PostgresBudgets(scope, clock).put(workspace, Period.DAY, Money.NONE);

    PaidReply reply =
        spending(provider, clock)
            .call(
                workspace,
                Endpoints.call("request", key),
                Endpoints.priced("0", "0", "0"),
                Endpoints.PROMPT,
                piece -> {});

    assertThat(reply.cost()).isEqualTo(Money.NONE);
    assertThat(spent(workspace).completionTokens())
        .isEqualTo(reply.completion().usage().completion());
  }

  @ParameterizedTest
  @EnumSource(
      names = {"MODEL_UNREACHABLE", "MODEL_BUSY", "MODEL_CREDENTIALS_REFUSED", "MODEL_REFUSED"})
  void paysNothingForWhatTheProviderHasNotTaken(ErrorCode code) {
    Workspace workspace = fresh();

    failWith(workspace, code, false);

    assertThat(spent(workspace).settled()).isEqualTo(Money.NONE);
    assertThat(spent(workspace).calls()).isZero();
    assertThat(traces(workspace))
        .extracting(Trace::errorCode)
        .containsExactly(Optional.of(code.code()));
  }

  @ParameterizedTest
  @EnumSource(names = {"MODEL_BROKEN_OFF", "MODEL_TIMEOUT", "MODEL_MALFORMED", "INTERNAL"})
  void paysTheReservationWhereNobodyKnows(ErrorCode code) {
    Workspace workspace = fresh();

    failWith(workspace, code, false);

    assertThat(spent(workspace).settled()).isEqualTo(reservation());
    assertThat(spent(workspace).assumed()).isEqualTo(reservation());
    assertThat(traces(workspace))
        .extracting(Trace::errorCode)
        .containsExactly(Optional.of(code.code()));
  }

  @Test
  void paysTheReservationWhereTheModelHadBegunToSpeak() {
    Workspace workspace = fresh();

    failWith(workspace, ErrorCode.MODEL_UNREACHABLE, true);

    assertThat(spent(workspace).assumed()).isEqualTo(reservation());
  }

  @Test
  void endsTheCallersWaitOnAnErrorToo() {
    Workspace workspace = fresh();
    Spending spending =
        spending(
            (endpoint, prompt, urgency, pieces) -> {
              throw new UnsatisfiedLinkError("native");
            },
            clock);

    assertThatThrownBy(() -> ask(spending, workspace)).isInstanceOf(UnsatisfiedLinkError.class);
    assertThat(spent(workspace).assumed()).isEqualTo(reservation());
  }

  @Test
  void stopsACallThatGoesOnForTooLongWithoutItsCaller() {
    Workspace workspace = fresh();

    abandon(workspace, new Limits(Duration.ofMillis(20), 1));

    assertThat(spent(workspace).assumed()).isEqualTo(reservation());
    assertThat(traces(workspace)).hasSize(1);
  }

  @Test
  void stopsTheCallThatIsOneTooManyWithoutACaller() {
    Workspace workspace = fresh();

    abandon(workspace, new Limits(Duration.ofHours(1), 0));

    assertThat(spent(workspace).assumed()).isEqualTo(reservation());
    assertThat(traces(workspace)).hasSize(1);
  }

  @Test
  void answersWhereTheTraceCannotBeWritten() {
    Workspace workspace = fresh();
    PostgresTraces broken =
        new PostgresTraces(scope) {
          @Override
          void keep(Workspace ignored, Trace trace) {
            throw new RaghubException(ErrorCode.DATABASE_UNAVAILABLE, "no room for traces");
          }
        };
    Books withoutTraces =
        new Books(new PostgresLedger(scope, clock), broken, (key, tokens) -> {}, observer);
    double before = failedTraces();

    PaidReply reply =
        ask(
            new Spending(
                provider,
                withoutTraces,
                counters,
                UUID::randomUUID,
                clock,
                new Limits(Duration.ofSeconds(1), 1)),
            workspace);

    assertThat(spent(workspace).settled()).isEqualTo(reply.cost());
    assertThat(failedTraces()).isEqualTo(before + 1);
  }

  @Test
  void goesWithItsWorkspace() {
    Workspace workspace = fresh();
    Spending spending = spending(provider, clock);
    new PostgresBudgets(scope, clock)
        .put(workspace, Period.DAY, Money.ofDollars(java.math.BigDecimal.ONE));
    ask(spending, workspace);

    TestWorkspaces.erase(workspaces, workspace);

    assertThat(spent(workspace).calls()).isZero();
    assertThat(traces(workspace)).isEmpty();
    assertThat(new PostgresBudgets(scope, clock).list(workspace)).isEmpty();
    assertThat(refusal(() -> ask(spending, workspace)).code())
        .isEqualTo(ErrorCode.WORKSPACE_NOT_READY);
  }

  private PaidReply ask(Spending spending, Workspace workspace, String keyId) {
    return spending.call(
        workspace,
        Endpoints.call("request", keyId),
        Endpoints.priced("2.50", "1.25", "10.00"),
        Endpoints.PROMPT,
        piece -> {});
  }

  private void failWith(Workspace workspace, ErrorCode code, boolean afterAPiece) {
    Spending spending =
        spending(
            (endpoint, prompt, urgency, pieces) -> {
              if (afterAPiece) {
                pieces.accept("piece");
              }
              throw new RaghubException(code, "as scripted");
            },
            clock);
    assertThat(refusal(() -> ask(spending, workspace)).code()).isEqualTo(code);
  }

  /// Leaves after the first piece; the provider says no more until it is stopped.
  private void abandon(Workspace workspace, Limits limits) {
    CountDownLatch never = new CountDownLatch(1);
    Spending spending =
        spending(
            (endpoint, prompt, urgency, pieces) -> {
              pieces.accept("piece");
              try {
                never.await();
              } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
              }
              throw new RaghubException(ErrorCode.MODEL_UNREACHABLE, "stopped");
            },
            clock,
            limits);
    assertThatThrownBy(
            () ->
                spending.call(
                    workspace,
                    Endpoints.call("request", key),
                    Endpoints.priced("2.50", "1.25", "10.00"),
                    Endpoints.PROMPT,
                    piece -> {
                      throw new IllegalStateException("gone");
                    }))
        .hasMessage("gone");
    spending.close();
  }

  private double failedTraces() {
    return meters.counter("raghub.bookkeeping.failed", "book", "trace").count();
  }

  private static RaghubException refusal(Runnable call) {
    return catchThrowableOfType(RaghubException.class, call::run);
  }
}

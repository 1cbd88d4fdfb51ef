package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.SetClock;
import dev.raghub.model.Endpoint;
import dev.raghub.model.TokenUsage;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The ledger's lines from reservation to settlement, over crashes and time.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class LedgerIT extends SpendTest {
  private static final Money RESERVED = new Money(1_000);
  private static final Money COST = new Money(300);
  private static final TokenUsage USED = new TokenUsage(20, 10, 5, true);
  private static final Limits LIMITS = new Limits(Duration.ofSeconds(30), 64);

  private final SetClock clock = new SetClock("2199-01-15T12:00:00Z");

  @Test
  void settlesACallOnce() {
    Workspace workspace = fresh();
    PostgresLedger ledger = new PostgresLedger(scope, clock);
    UUID call = reserve(workspace, ledger);

    boolean first = ledger.close(workspace, call, new Closing.Settled(COST, USED));
    boolean again = ledger.close(workspace, call, new Closing.Settled(new Money(900), USED));
    boolean released = ledger.close(workspace, call, new Closing.Released());
    boolean assumed = ledger.close(workspace, call, new Closing.Assumed());
    boolean unknown = ledger.close(workspace, UUID.randomUUID(), new Closing.Released());

    assertThat(List.of(first, again, released, assumed, unknown))
        .containsExactly(true, false, false, false, false);
    assertThat(spent(workspace).settled()).isEqualTo(COST);
    assertThat(spentToday(workspace)).isEqualTo(COST);
  }

  @Test
  void settlesAtTheReservationWhatAKilledProcessLeftWhenItsLeaseIsOver() {
    Workspace workspace = fresh();
    PostgresLedger ledger = new PostgresLedger(scope, clock);
    UUID call = reserve(workspace, ledger);
    Upkeep upkeep = upkeep(ledger);

    clock.advance(LIMITS.lease());
    upkeep.keep(workspace);
    Usage before = spent(workspace);
    clock.advance(Duration.ofMillis(1));
    upkeep.keep(workspace);
    upkeep.keep(workspace);

    assertThat(before.reserved()).isEqualTo(RESERVED);
    assertThat(before.settled()).isEqualTo(Money.NONE);
    assertThat(spent(workspace).assumed()).isEqualTo(RESERVED);
    assertThat(spent(workspace).reserved()).isEqualTo(Money.NONE);
    assertThat(spentToday(workspace)).isEqualTo(RESERVED);
    assertThat(traces(workspace))
        .extracting(Trace::call, Trace::errorCode)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(call, Optional.of("interrupted")));
  }

  @Test
  void correctsWhatWasAssumedByWhatIsReportedLate() {
    Workspace workspace = fresh();
    PostgresLedger ledger = new PostgresLedger(scope, clock);
    UUID call = reserve(workspace, ledger);
    ledger.close(workspace, call, new Closing.Assumed());

    boolean corrected = ledger.close(workspace, call, new Closing.Settled(COST, USED));

    assertThat(corrected).isTrue();
    assertThat(spent(workspace).settled()).isEqualTo(COST);
    assertThat(spent(workspace).assumed()).isEqualTo(Money.NONE);
    assertThat(spentToday(workspace)).isEqualTo(COST);
  }

  @Test
  void keepsWhatWasPaidWhenPricesChange() {
    Workspace workspace = fresh();
    ScriptedProvider provider = new ScriptedProvider(7, () -> {});
    Spending spending = spending(provider, clock);
    Endpoint cheap = Endpoints.priced("1", "0.5", "2");
    Endpoint dear = Endpoints.priced("3", "1.5", "6");

    Money before = ask(spending, workspace, cheap);
    Money settled = spent(workspace).settled();
    Money after = ask(spending, workspace, dear);

    assertThat(settled).isEqualTo(before);
    assertThat(spent(workspace).settled().nanos()).isEqualTo(before.nanos() + after.nanos());
    assertThat(spent(workspace).settled().dollars()).isEqualByComparingTo(provider.invoice());
  }

  @Test
  void showsTwoTenantsNothingOfEachOther() {
    Workspace mine = fresh();
    Workspace theirs = fresh();
    PostgresLedger ledger = new PostgresLedger(scope, clock);
    UUID call = reserve(theirs, ledger);
    new PostgresBudgets(scope, clock).put(theirs, Period.DAY, Money.ofDollars(BigDecimal.TEN));
    books.lapsed(theirs, reservation(call));

    boolean closed = ledger.close(mine, call, new Closing.Released());
    traces.erase(mine, clock.instant().plus(Duration.ofDays(1)));

    assertThat(closed).isFalse();
    assertThat(spent(mine).calls()).isZero();
    assertThat(traces(mine)).isEmpty();
    assertThat(traces.list(mine, Optional.of("request"), 10)).isEmpty();
    assertThat(new PostgresBudgets(scope, clock).list(mine)).isEmpty();
    assertThat(ledger.lapsed(mine, clock.instant().plus(Duration.ofDays(1)))).isEmpty();
    assertThat(spent(theirs).settled()).isEqualTo(RESERVED);
    assertThat(traces(theirs)).hasSize(1);
  }

  @Test
  void erasesTracesAndNotTheLedgerWhenTheyAreOld() {
    Workspace workspace = fresh();
    ask(
        spending(new ScriptedProvider(3, () -> {}), clock),
        workspace,
        Endpoints.priced("1", "1", "1"));
    Upkeep upkeep = upkeep(new PostgresLedger(scope, clock));

    clock.advance(LIMITS.traceRetention());
    upkeep.keep(workspace);
    int kept = traces(workspace).size();
    clock.advance(Duration.ofMillis(1));
    upkeep.keep(workspace);

    assertThat(kept).isEqualTo(1);
    assertThat(traces(workspace)).isEmpty();
    assertThat(spent(workspace).calls()).isEqualTo(1);
  }

  @Test
  void addsUpByKeyModelAndDay() {
    Workspace workspace = fresh();
    PostgresLedger ledger = new PostgresLedger(scope, clock);
    for (String day :
        List.of("2199-01-31T23:59:59.999Z", "2199-02-01T00:00:00Z", "2199-02-01T09:00:00Z")) {
      clock.set(day);
      ledger.close(workspace, reserve(workspace, ledger), new Closing.Settled(COST, USED));
    }

    assertThat(labels(workspace, Usage.By.DAY, key))
        .containsExactly("2199-01-31 1", "2199-02-01 2");
    assertThat(labels(workspace, Usage.By.KEY, key)).containsExactly(key + " 3");
    assertThat(labels(workspace, Usage.By.MODEL, key)).containsExactly("small-1 3");
    assertThat(labels(workspace, Usage.By.DAY, "rh_somebodyelse")).isEmpty();
  }

  private List<String> labels(Workspace workspace, Usage.By by, String keyId) {
    return usage
        .sum(
            workspace,
            new PostgresUsage.Wanted(
                LocalDate.parse("2199-01-31"),
                LocalDate.parse("2199-02-01"),
                Optional.of(keyId),
                by))
        .stream()
        .map(line -> line.label() + " " + line.calls())
        .toList();
  }

  private Money ask(Spending spending, Workspace workspace, Endpoint endpoint) {
    return spending
        .call(workspace, Endpoints.call("request", key), endpoint, Endpoints.PROMPT, piece -> {})
        .cost();
  }

  private UUID reserve(Workspace workspace, PostgresLedger ledger) {
    UUID call = UUID.randomUUID();
    ledger.reserve(workspace, reservation(call));
    return call;
  }

  private Reservation reservation(UUID call) {
    return new Reservation(
        call, Endpoints.call("request", key), "cloud", "small-1", RESERVED, clock.instant());
  }

  private Money spentToday(Workspace workspace) {
    PostgresBudgets budgets = new PostgresBudgets(scope, clock);
    budgets.put(workspace, Period.DAY, Money.ofDollars(BigDecimal.TEN));
    return budgets.list(workspace).getFirst().spent();
  }

  private Upkeep upkeep(PostgresLedger ledger) {
    return new Upkeep(
        workspaces,
        ledger,
        traces,
        new Books(ledger, traces, (key, tokens) -> {}, observer),
        List.of(),
        observer,
        clock,
        LIMITS);
  }
}

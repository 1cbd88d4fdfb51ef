package dev.raghub.spend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/// Fifty callers at once, of whom three in ten leave in the middle: half of these by a broken
/// connection, half by an interrupt. Replay with `-Draghub.seed=N`.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class InvoiceIT extends SpendTest {
  private static final int CALLERS = 50;
  private static final int CALLS_EACH = 8;
  private static final int LEAVING_PERCENT = 30;
  private static final Endpoint ENDPOINT = Endpoints.priced("2.5003", "0.6251", "10.0007");

  private final long seed = Long.getLong("raghub.seed", 4);
  private final AtomicInteger left = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();

  @Test
  void settlesWhatTheProviderInvoicesWhoeverLeaves() throws InterruptedException {
    Workspace workspace = fresh();
    ScriptedProvider provider = new ScriptedProvider(seed, InvoiceIT::think);

    crowd(spending(provider, Clock.systemUTC()), workspace);

    Usage ledger = spent(workspace);
    BigDecimal beyond = ledger.settled().dollars().subtract(provider.invoice());
    report("all", provider, ledger);
    assertThat(refused.get()).isZero();
    assertThat(left.get()).as("seed %d", seed).isBetween(90, 150);
    assertThat(provider.calls()).isEqualTo(CALLERS * CALLS_EACH);
    assertThat(ledger.calls()).isEqualTo(CALLERS * CALLS_EACH);
    assertThat(ledger.assumed()).isEqualTo(Money.NONE);
    assertThat(beyond).isBetween(BigDecimal.ZERO, BigDecimal.valueOf(CALLERS * CALLS_EACH, 9));
    assertThat(traces(workspace)).hasSize(CALLERS * CALLS_EACH);
    assertThat(counted(workspace)).containsOnly(ledger.settled().nanos());
  }

  @Test
  void keepsToACapHoweverManyAskAtOnce() throws InterruptedException {
    Workspace workspace = fresh();
    PostgresBudgets budgets = new PostgresBudgets(scope, Clock.systemUTC());
    Money cap = Money.ofDollars(new BigDecimal("0.1"));
    budgets.put(workspace, Period.DAY, cap);
    AtomicLong highest = new AtomicLong();
    ScriptedProvider provider =
        new ScriptedProvider(
            seed,
            () -> {
              think();
              highest.accumulateAndGet(
                  budgets.list(workspace).getFirst().spent().nanos(), Math::max);
            });

    crowd(spending(provider, Clock.systemUTC()), workspace);

    Usage ledger = spent(workspace);
    report("capped", provider, ledger);
    assertThat(refused.get()).isPositive();
    assertThat(refused.get() + provider.calls()).isEqualTo(CALLERS * CALLS_EACH);
    assertThat(highest.get())
        .as("settled and reserved")
        .isPositive()
        .isLessThanOrEqualTo(cap.nanos());
    assertThat(ledger.settled()).isLessThanOrEqualTo(cap);
    assertThat(ledger.settled().dollars().subtract(provider.invoice()))
        .isBetween(BigDecimal.ZERO, BigDecimal.valueOf(CALLERS * CALLS_EACH, 9));
    assertThat(traces(workspace)).hasSize(provider.calls());
  }

  private void crowd(Spending spending, Workspace workspace) throws InterruptedException {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int caller = 0; caller < CALLERS; caller++) {
        Random random = new Random(seed * 1_000 + caller);
        callers.execute(
            () -> {
              await(start);
              for (int call = 0; call < CALLS_EACH; call++) {
                ask(spending, workspace, random);
              }
            });
      }
      start.countDown();
    }
    // Waits for the calls whose callers have gone.
    spending.close();
  }

  private void ask(Spending spending, Workspace workspace, Random random) {
    boolean leaves = random.nextInt(100) < LEAVING_PERCENT;
    boolean byInterrupt = random.nextBoolean();
    AtomicInteger toHear = new AtomicInteger(leaves ? random.nextInt(ScriptedProvider.PIECES) : -1);
    try {
      spending.call(
          workspace,
          Endpoints.call("crowd", key),
          ENDPOINT,
          Endpoints.PROMPT,
          piece -> {
            if (toHear.getAndDecrement() == 0) {
              leave(byInterrupt);
            }
          });
    } catch (RaghubException ended) {
      if (ended.code() == ErrorCode.BUDGET_EXCEEDED) {
        refused.incrementAndGet();
      } else {
        left.incrementAndGet();
      }
    } finally {
      // The next call of this caller is not interrupted.
      Thread.interrupted();
    }
  }

  private static void leave(boolean byInterrupt) {
    if (byInterrupt) {
      Thread.currentThread().interrupt();
    } else {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "the connection broke");
    }
  }

  /// Between two pieces, so that callers leave in the middle of calls.
  private static void think() {
    LockSupport.parkNanos(1_000_000);
  }

  /// What the sums of workspace and key, day and month hold.
  private List<Long> counted(Workspace workspace) {
    return Superuser.strings(
            "SELECT spent FROM workspace_spend WHERE workspace = ? UNION ALL "
                + "SELECT spent FROM key_spend WHERE key_id = ?",
            workspace.id().value(),
            key)
        .stream()
        .map(Long::valueOf)
        .toList();
  }

  private void report(String name, ScriptedProvider provider, Usage ledger) {
    System.out.printf(
        "%s: seed %d, %d calls, %d left, %d refused, invoice %s, ledger %s%n",
        name,
        seed,
        provider.calls(),
        left.get(),
        refused.get(),
        provider.invoice().toPlainString(),
        ledger.settled());
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

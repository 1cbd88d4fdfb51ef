package dev.raghub.spend;

import dev.raghub.TestWorkspaces;
import dev.raghub.model.Prompt;
import dev.raghub.model.TokenCounters;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// What the integration tests of this package share: books in a real PostgreSQL, calls through a
/// scripted provider.
abstract class SpendTest {
  @Inject PostgresScope scope;
  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresTraces traces;
  @Inject PostgresUsage usage;
  @Inject Observer observer;
  @Inject TokenCounters counters;
  @Inject Books books;

  /// Of a key that no other test uses.
  final String key = "rh_" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

  Workspace fresh() {
    return TestWorkspaces.fresh(workspaces, "spend");
  }

  Spending spending(Asked provider, Clock clock) {
    return spending(provider, clock, new Limits(Duration.ofSeconds(30), 64));
  }

  Spending spending(Asked provider, Clock clock, SpendSettings settings) {
    return new Spending(provider, books, counters, UUID::randomUUID, clock, settings);
  }

  PaidReply ask(Spending spending, Workspace workspace) {
    return spending.call(
        workspace,
        Endpoints.call("request", key),
        Endpoints.priced("2.50", "1.25", "10.00"),
        Endpoints.PROMPT,
        piece -> {});
  }

  /// What a call of [Endpoints#PROMPT] reserves at 2.50 and 10.00 dollars a million.
  Money reservation() {
    Prompt prompt = Endpoints.PROMPT;
    int tokens =
        32
            + counters.of("estimate").count(prompt.system())
            + counters.of("estimate").count(prompt.user());
    return Costs.atMost(
        Endpoints.priced("2.50", "1.25", "10.00").prices(), tokens, Endpoints.MAX_TOKENS);
  }

  /// All that a workspace has ever spent; nothing where it has no line.
  Usage spent(Workspace workspace) {
    List<Usage> all =
        usage.sum(
            workspace,
            new PostgresUsage.Wanted(
                LocalDate.parse("2000-01-01"),
                LocalDate.parse("2199-12-31"),
                Optional.empty(),
                Usage.By.WORKSPACE));
    return all.isEmpty()
        ? new Usage("", 0, 0, 0, 0, Money.NONE, Money.NONE, Money.NONE)
        : all.getFirst();
  }

  List<Trace> traces(Workspace workspace) {
    return traces.list(workspace, Optional.empty(), 1_000);
  }

  /// Settings as far as a test cares.
  record Limits(Duration drain, int drains) implements SpendSettings {
    @Override
    public Duration traceRetention() {
      return Duration.ofDays(14);
    }

    @Override
    public Duration lease() {
      return Duration.ofMinutes(15);
    }

    @Override
    public Duration upkeep() {
      return Duration.ofMinutes(5);
    }
  }
}

package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.spend.Budget;
import dev.raghub.spend.Money;
import dev.raghub.spend.Period;
import dev.raghub.spend.PostgresBudgets;
import dev.raghub.spend.PostgresKeyBudgets;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Budgets. A workspace's belong to its admins; a key's count over all workspaces, so only an admin
/// for all of them may touch these.
@Path("/v1/admin/budgets")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class BudgetResource {
  private static final int MAX_KEY = 100;

  private final Gate gate;
  private final PostgresBudgets budgets;
  private final PostgresKeyBudgets keyBudgets;

  BudgetResource(Gate gate, PostgresBudgets budgets, PostgresKeyBudgets keyBudgets) {
    this.gate = gate;
    this.budgets = budgets;
    this.keyBudgets = keyBudgets;
  }

  /// A budget to be set.
  public record BudgetRequest(
      @Schema(
              required = true,
              examples = "day",
              description = "in UTC",
              enumeration = {"day", "month"})
          @Nullable String period,
      @Schema(required = true, examples = "12.50") @Nullable BigDecimal dollars,
      @Schema(description = "the id of a key; absent = the workspace's budget", maxLength = MAX_KEY)
          Optional<String> key) {}

  /// A budget as it stands.
  ///
  /// @param spentDollars with what is reserved for calls that are being made
  public record BudgetResponse(
      Optional<String> key,
      String period,
      BigDecimal dollars,
      BigDecimal spentDollars,
      Instant renewsAt) {
    static BudgetResponse of(Budget budget) {
      return new BudgetResponse(
          budget.key(),
          budget.period().name().toLowerCase(Locale.ROOT),
          budget.cap().dollars(),
          budget.spent().dollars(),
          budget.renewsAt());
    }
  }

  @GET
  @Operation(summary = "The workspace's budgets, or those of all keys, with what is spent")
  public List<BudgetResponse> list(@QueryParam("keys") @DefaultValue("false") boolean keys) {
    return listed(keys).stream().map(BudgetResponse::of).toList();
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set what the workspace, or a key, may spend in a day or month")
  public void put(@Nullable BudgetRequest request) {
    Optional<String> key = request == null ? Optional.empty() : request.key();
    Optional<Workspace> workspace = entered(key);
    BudgetRequest wanted = Body.required(request);
    Period period = Body.choice("period", Period.class, Body.field("period", wanted.period()));
    Money cap = Money.ofDollars(Body.field("dollars", wanted.dollars()));
    workspace.ifPresent(entered -> budgets.put(entered, period, cap));
    key.ifPresent(id -> keyBudgets.put(Body.line("key", id, MAX_KEY), period, cap));
  }

  @DELETE
  @Operation(summary = "Remove a budget: its period is bounded no more")
  public void remove(
      @QueryParam("period") @Nullable String named, @QueryParam("key") Optional<String> key) {
    Optional<Workspace> workspace = entered(key);
    Period period = Body.choice("period", Period.class, Body.field("period", named));
    boolean removed =
        workspace
            .map(entered -> budgets.remove(entered, period))
            .orElseGet(
                () -> keyBudgets.remove(Body.line("key", key.orElseThrow(), MAX_KEY), period));
    if (!removed) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such budget");
    }
  }

  private List<Budget> listed(boolean keys) {
    if (keys) {
      gate.caller(Role.ADMIN).requireEverywhere();
      return keyBudgets.list();
    }
    return budgets.list(gate.workspace(Role.ADMIN));
  }

  /// The workspace whose budget is meant; none where it is a key's, which a bound caller may not
  /// touch.
  private Optional<Workspace> entered(Optional<String> key) {
    if (key.isPresent()) {
      gate.caller(Role.ADMIN).requireEverywhere();
      return Optional.empty();
    }
    return Optional.of(gate.workspace(Role.ADMIN));
  }
}

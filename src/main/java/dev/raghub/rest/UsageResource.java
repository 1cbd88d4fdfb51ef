package dev.raghub.rest;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.spend.PostgresUsage;
import dev.raghub.spend.PostgresUsage.Wanted;
import dev.raghub.spend.Usage;
import dev.raghub.spend.Usage.By;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.WorkspaceInfo;
import dev.raghub.workspace.WorkspaceInfo.State;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What models were used and what that cost.
@Path("/v1/usage")
@Tag(name = "usage")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class UsageResource {
  private static final int MAX_DAYS = 366;

  private final Gate gate;
  private final PostgresUsage usage;
  private final PostgresWorkspaces workspaces;
  private final Clock clock;

  UsageResource(Gate gate, PostgresUsage usage, PostgresWorkspaces workspaces, Clock clock) {
    this.gate = gate;
    this.usage = usage;
    this.workspaces = workspaces;
    this.clock = clock;
  }

  @GET
  @Operation(
      summary = "Calls, tokens and dollars by key, workspace, model or day (UTC)",
      description =
          "A key without the role admin sees what it used itself. From the first of the month to today unless said otherwise, both included, at most 366 days. By workspace: over all that the key may enter.")
  public UsageResponse usage(
      @QueryParam("from") Optional<String> from,
      @QueryParam("to") Optional<String> to,
      @QueryParam("by") @DefaultValue("day") String by) {
    Caller caller = gate.caller(Role.QUERY);
    By wanted = Body.choice("by", By.class, by);
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate last = to.map(text -> day("to", text)).orElse(today);
    LocalDate first = from.map(text -> day("from", text)).orElse(last.withDayOfMonth(1));
    bounded(first, last);
    Optional<String> key =
        caller.roles().contains(Role.ADMIN) ? Optional.empty() : Optional.of(caller.key());
    Wanted sums = new Wanted(first, last, key, wanted);
    List<Usage> lines =
        wanted == By.WORKSPACE
            ? overWorkspaces(caller, sums)
            : usage.sum(gate.workspace(Role.QUERY), sums);
    return UsageResponse.of(first, last, wanted, lines);
  }

  private List<Usage> overWorkspaces(Caller caller, Wanted wanted) {
    return workspaces.list(caller).stream()
        .filter(info -> info.state() != State.DELETING)
        .map(WorkspaceInfo::id)
        .map(id -> workspaces.enter(caller, Optional.of(id.value())))
        .flatMap(workspace -> usage.sum(workspace, wanted).stream())
        .toList();
  }

  private static LocalDate day(String name, String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException none) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'%s' is no day; expected one such as 2027-01-31".formatted(name),
          none);
    }
  }

  private static void bounded(LocalDate first, LocalDate last) {
    long days = ChronoUnit.DAYS.between(first, last) + 1;
    // PostgreSQL's calendar ends before Java's does.
    if (days < 1 || days > MAX_DAYS || first.getYear() < 1 || last.getYear() > 9999) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'from' and 'to' hold %d days; expected 1 to %d of the years 1 to 9999"
              .formatted(days, MAX_DAYS));
    }
  }
}

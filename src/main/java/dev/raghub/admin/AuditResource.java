package dev.raghub.admin;

import dev.raghub.rest.Gate;
import dev.raghub.workspace.AuditEntry;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresAuditLog;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.WorkspaceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// What administrators did.
@Path("/v1/admin/audit")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
  private final Gate gate;
  private final PostgresAuditLog log;
  private final PostgresWorkspaces workspaces;

  AuditResource(Gate gate, PostgresAuditLog log, PostgresWorkspaces workspaces) {
    this.gate = gate;
    this.log = log;
    this.workspaces = workspaces;
  }

  /// A part of the log.
  ///
  /// @param next the cursor of what is older; absent at the end
  public record AuditResponse(List<AuditEntry> entries, Optional<Long> next) {
    static AuditResponse of(List<AuditEntry> found, int limit) {
      List<AuditEntry> entries = found.subList(0, Math.min(limit, found.size()));
      return new AuditResponse(
          entries, found.size() > limit ? Optional.of(entries.getLast().id()) : Optional.empty());
    }
  }

  @GET
  @Operation(
      summary = "What administrators did, newest first",
      description =
          "A key for all workspaces sees everything; one that is bound to some sees what was done in them.")
  public AuditResponse list(
      @QueryParam("workspace") Optional<String> workspace,
      @QueryParam("cursor") Optional<Long> cursor,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Caller caller = gate.caller(Role.ADMIN);
    Parameters.limit(limit);
    OptionalLong before = cursor.map(OptionalLong::of).orElse(OptionalLong.empty());
    return AuditResponse.of(
        log.list(caller, workspace.map(name -> entered(caller, name)), before, limit + 1), limit);
  }

  /// An erased workspace has a past, but only for those who see everything.
  private WorkspaceId entered(Caller caller, String name) {
    return caller.workspaces().isEmpty()
        ? new WorkspaceId(name)
        : workspaces.enter(caller, Optional.of(name)).id();
  }
}

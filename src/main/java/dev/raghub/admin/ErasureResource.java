package dev.raghub.admin;

import dev.raghub.erase.Erasures;
import dev.raghub.erase.Erasures.Erased;
import dev.raghub.erase.Erasures.ItemAddress;
import dev.raghub.erase.Erasures.Report;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.rest.AdminAction;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Erasing a row or document for good, with proof.
@Path("/v1/admin/erasures")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
  private static final int MAX_KEY = 1_000;

  private final Gate gate;
  private final AdminAction action;
  private final Erasures erasures;

  ErasureResource(Gate gate, AdminAction action, Erasures erasures) {
    this.gate = gate;
    this.action = action;
    this.erasures = erasures;
  }

  /// What is to be erased.
  ///
  /// @param source left out = pushed documents
  public record ErasureRequest(
      @Schema(defaultValue = "documents", minLength = 1, maxLength = MAX_KEY)
          @Nullable String source,
      @Schema(required = true, minLength = 1, maxLength = MAX_KEY) @Nullable String key) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Erase a row or document with its key, and search everything for what is left of it")
  public Erased erase(@Nullable ErasureRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Caller caller = gate.caller(Role.ADMIN);
    ErasureRequest wanted = Body.required(request);
    String source =
        wanted.source() == null
            ? PushedDocuments.SOURCE
            : Body.line("source", wanted.source(), MAX_KEY);
    String key = Body.line("key", wanted.key(), MAX_KEY);
    String kind = source.equals(PushedDocuments.SOURCE) ? "document" : "row";
    Erased erased = erasures.item(caller, workspace, kind, new ItemAddress(source, key));
    // The log of administrators is kept for ever, so it names the erasure and not the key.
    action.about(erased.id().toString());
    return erased;
  }

  @GET
  @Path("/{id}")
  @Operation(summary = "What was searched after an erasure, and what was found")
  public Report report(@PathParam("id") String id) {
    return erasures.find(gate.caller(Role.ADMIN), uuid(id));
  }

  private static UUID uuid(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException malformed) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such erasure", malformed);
    }
  }
}

package dev.raghub.admin;

import dev.raghub.change.ChangeWorkers;
import dev.raghub.change.DeadLetter;
import dev.raghub.change.PostgresDeadLetters;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.AdminAction;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// The changes of a workspace that were given up: see why, try again, forget.
@Path("/v1/admin/dead-letters")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DeadLetterResource {
  private static final int MAX_NAME = 200;
  private static final int MAX_KEY = 4_000;

  private final Gate gate;
  private final AdminAction action;
  private final PostgresDeadLetters letters;
  private final ChangeWorkers workers;

  DeadLetterResource(
      Gate gate, AdminAction action, PostgresDeadLetters letters, ChangeWorkers workers) {
    this.gate = gate;
    this.action = action;
    this.letters = letters;
    this.workers = workers;
  }

  /// Which of them: all of a source, or one of its rows.
  public record LettersRequest(
      @Schema(minLength = 1, maxLength = MAX_NAME) Optional<String> source,
      @Schema(minLength = 1, maxLength = MAX_KEY) Optional<String> key) {}

  /// How many it was.
  public record LettersResponse(int letters) {}

  @GET
  @Operation(summary = "The changes that were given up, the latest first, with reasons")
  public List<DeadLetter> list(
      @QueryParam("source") Optional<String> source,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.limit(limit);
    return letters.list(workspace, source.map(name -> Body.line("source", name, MAX_NAME)), limit);
  }

  @POST
  @Path("/retry")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Try them again: all, those of a source, or one")
  public LettersResponse retry(@Nullable LettersRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    LettersRequest which = checked(Body.required(request));
    int revived = letters.retry(workspace, which.source(), which.key());
    workers.wake(workspace);
    return new LettersResponse(revived);
  }

  @POST
  @Path("/drop")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Forget those of a source, or one of them")
  public LettersResponse drop(@Nullable LettersRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    LettersRequest which = checked(Body.required(request));
    if (which.source().isEmpty()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "field 'source' is missing; expected whose to drop");
    }
    return new LettersResponse(letters.drop(workspace, which.source(), which.key()));
  }

  private LettersRequest checked(LettersRequest request) {
    if (request.key().isPresent() && request.source().isEmpty()) {
      throw new RaghubException(ErrorCode.INVALID_REQUEST, "field 'key' needs 'source' beside it");
    }
    Optional<String> source = request.source().map(name -> Body.line("source", name, MAX_NAME));
    source.ifPresent(action::about);
    return new LettersRequest(source, request.key().map(key -> Body.line("key", key, MAX_KEY)));
  }
}

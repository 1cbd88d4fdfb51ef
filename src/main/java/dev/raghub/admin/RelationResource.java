package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.RelationDecision;
import dev.raghub.graph.RelationDecision.Kind;
import dev.raghub.resolve.PostgresRelations;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What persons say of relations in a workspace's graph.
@Path("/v1/admin/graph/relations")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class RelationResource {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final UUID FIRST = new UUID(0, 0);

  private final Gate gate;
  private final PostgresRelations relations;

  RelationResource(Gate gate, PostgresRelations relations) {
    this.gate = gate;
    this.relations = relations;
  }

  /// A decision to be made.
  public record RelationRequest(
      @Schema(
              required = true,
              enumeration = {"pin", "hide"})
          @Nullable String decision,
      @Schema(required = true, description = "a row or document") @Nullable AddressRequest row,
      @Schema(required = true, description = "what it mentions or is called")
          @Nullable AddressRequest entity) {}

  /// A decision that was made.
  ///
  /// @param decision `pin` or `hide`
  /// @param by the public part of a key
  public record RelationResponse(
      UUID id,
      String decision,
      AddressResponse row,
      AddressResponse entity,
      String by,
      Instant at) {
    static RelationResponse of(RelationDecision said) {
      return new RelationResponse(
          said.id(),
          said.kind().text(),
          AddressResponse.of(said.row()),
          AddressResponse.of(said.entity()),
          said.by(),
          said.at());
    }
  }

  /// A page of decisions.
  public record RelationsResponse(List<RelationResponse> relations, Optional<String> next) {}

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Pin or hide the relation of a row or document to what it mentions")
  @APIResponse(
      responseCode = "201",
      description = "decided",
      content = @Content(schema = @Schema(implementation = RelationResponse.class)))
  public Response decide(@Nullable RelationRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    RelationRequest wanted = Body.required(request);
    Kind kind = Body.choice("decision", Kind.class, Body.field("decision", wanted.decision()));
    EntityAddress row = Body.field("row", wanted.row()).address("row");
    EntityAddress entity = Body.field("entity", wanted.entity()).address("entity");
    if (!(row instanceof EntityAddress.Row decided)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'row' is a name; expected 'key' with or without 'source'");
    }
    RelationDecision said = relations.decide(workspace, decided, entity, kind, gate.key());
    return Response.status(201).entity(RelationResponse.of(said)).build();
  }

  @GET
  @Operation(summary = "The decisions that stand, in the order of their ids")
  public RelationsResponse list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Parameters.limit(limit);
    UUID after = cursor.map(RelationResource::cursor).orElse(FIRST);
    List<RelationDecision> found = relations.after(workspace, after, limit + 1);
    List<RelationDecision> page = found.subList(0, Math.min(limit, found.size()));
    return new RelationsResponse(
        page.stream().map(RelationResponse::of).toList(),
        found.size() > limit ? Optional.of(page.getLast().id().toString()) : Optional.empty());
  }

  @DELETE
  @Path("/{relation}")
  @Operation(summary = "Take a decision back")
  public void undo(@PathParam("relation") String relation) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    if (!ID.matcher(relation).matches()) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such decision");
    }
    relations.undo(workspace, UUID.fromString(relation));
  }

  private static UUID cursor(String text) {
    if (!ID.matcher(text).matches()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'cursor' is none of this list; expected what 'next' said");
    }
    return UUID.fromString(text);
  }
}

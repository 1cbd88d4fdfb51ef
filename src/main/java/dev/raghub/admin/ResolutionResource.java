package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.Resolution;
import dev.raghub.resolve.PostgresResolutions;
import dev.raghub.resolve.PostgresSuggestions;
import dev.raghub.resolve.PostgresSuggestions.Suggestions;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.rest.Once;
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
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Who is who in a workspace's graph.
@Path("/v1/admin/graph")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ResolutionResource {
  private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Gate gate;
  private final PostgresResolutions resolutions;
  private final PostgresSuggestions suggestions;

  ResolutionResource(Gate gate, PostgresResolutions resolutions, PostgresSuggestions suggestions) {
    this.gate = gate;
    this.resolutions = resolutions;
    this.suggestions = suggestions;
  }

  /// A decision to be made.
  public record MergeRequest(
      @Schema(required = true) @Nullable AddressRequest entity,
      @Schema(required = true) @Nullable AddressRequest into) {}

  /// A decision that was made.
  ///
  /// @param kind `same`, or `alias` where the name is one more of the row
  /// @param by the public part of a key
  public record MergeResponse(
      UUID id, String kind, AddressResponse entity, AddressResponse into, String by, Instant at) {
    static MergeResponse of(Resolution said) {
      return new MergeResponse(
          said.id(),
          said.unifies() ? "same" : "alias",
          AddressResponse.of(said.entity()),
          AddressResponse.of(said.target()),
          said.by(),
          said.at());
    }
  }

  /// A pair of names.
  public record SuggestionResponse(String name, String other, double score, String reason) {}

  /// Pairs of names, the most alike first.
  ///
  /// @param names how many were looked at
  /// @param complete whether these are all, and all their pairs
  public record SuggestionsResponse(
      List<SuggestionResponse> suggestions, int names, boolean complete) {}

  @POST
  @Path("/merges")
  @Once(Role.ADMIN)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Say that two names or rows are the same, or that a row has another name")
  @APIResponse(
      responseCode = "201",
      description = "decided",
      content = @Content(schema = @Schema(implementation = MergeResponse.class)))
  public Response merge(@Nullable MergeRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    MergeRequest wanted = Body.required(request);
    EntityAddress entity = Body.field("entity", wanted.entity()).address("entity");
    EntityAddress into = Body.field("into", wanted.into()).address("into");
    Resolution said = resolutions.merge(workspace, entity, into, gate.key());
    return Response.status(201).entity(MergeResponse.of(said)).build();
  }

  @GET
  @Path("/merges")
  @Operation(summary = "What was said, latest first")
  public List<MergeResponse> merges(@QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    return resolutions.latest(workspace, Parameters.limit(limit)).stream()
        .map(MergeResponse::of)
        .toList();
  }

  @DELETE
  @Path("/merges/{merge}")
  @Operation(summary = "Take back what was said")
  public void unmerge(@PathParam("merge") String merge) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    if (!ID.matcher(merge).matches()) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such merge");
    }
    resolutions.unmerge(workspace, UUID.fromString(merge));
  }

  @GET
  @Path("/suggestions")
  @Operation(summary = "Names that look alike; nothing follows from it")
  public SuggestionsResponse suggestions(@QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    Suggestions found = suggestions.suggest(workspace, Parameters.limit(limit));
    return new SuggestionsResponse(
        found.suggestions().stream()
            .map(
                pair ->
                    new SuggestionResponse(
                        pair.name(),
                        pair.other(),
                        pair.score(),
                        pair.reason().name().toLowerCase(Locale.ROOT)))
            .toList(),
        found.names(),
        found.complete());
  }
}

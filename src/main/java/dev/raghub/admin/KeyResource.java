package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.rest.AdminAction;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.rest.Once;
import dev.raghub.workspace.KeyInfo;
import dev.raghub.workspace.KeyLimits;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.MadeKey;
import dev.raghub.workspace.NewKey;
import dev.raghub.workspace.PostgresKeys;
import dev.raghub.workspace.Rights;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Rotation;
import dev.raghub.workspace.WorkspaceId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// API keys. They reach over workspaces, so only an admin for all workspaces may touch them.
@Path("/v1/admin/keys")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class KeyResource {
  private static final int MAX_NAME = 100;
  private static final int MAX_ROLES = 10;
  private static final int MAX_WORKSPACES = 1_000;

  private final Gate gate;
  private final AdminAction action;
  private final PostgresKeys keys;

  KeyResource(Gate gate, AdminAction action, PostgresKeys keys) {
    this.gate = gate;
    this.action = action;
    this.keys = keys;
  }

  /// A key to be made.
  public record KeyRequest(
      @Schema(required = true, minLength = 1, maxLength = MAX_NAME) @Nullable String name,
      @Schema(required = true, examples = "[\"query\"]", minItems = 1, maxItems = MAX_ROLES)
          @Nullable List<String> roles,
      @Schema(description = "absent = every workspace", maxItems = MAX_WORKSPACES)
          Optional<List<String>> workspaces,
      @Schema(
              description =
                  "of the documents it may read beside those without; absent = every document",
              maxItems = Labels.MOST)
          Optional<List<String>> labels,
      Optional<Instant> expiresAt,
      @Schema(minimum = "1", maximum = "1000000") Optional<Integer> requestsPerMinute,
      @Schema(minimum = "1", maximum = "1000000000") Optional<Integer> tokensPerMinute) {
    NewKey toNewKey() {
      String named = Body.line("name", name, MAX_NAME);
      List<String> given = Body.atMost("roles", MAX_ROLES, Body.field("roles", roles));
      if (given.isEmpty()) {
        throw new RaghubException(ErrorCode.INVALID_REQUEST, "expected at least one role");
      }
      return new NewKey(
          named,
          given.stream().map(KeyResource::role).collect(Collectors.toSet()),
          workspaces.map(
              names ->
                  Body.atMost("workspaces", MAX_WORKSPACES, names).stream()
                      .map(KeyResource::workspace)
                      .collect(Collectors.toSet())),
          expiresAt,
          new KeyLimits(requestsPerMinute, tokensPerMinute),
          new Rights(
              labels.map(
                  names ->
                      Labels.of(
                          Body.atMost("labels", Labels.MOST, names).stream()
                              .map(each -> Body.line("labels", each, MAX_NAME))
                              .toList()))));
    }
  }

  /// How a key is to be replaced.
  public record RotateRequest(
      @Schema(
              description = "how long the old key stays good",
              minimum = "0",
              maximum = "2592000",
              defaultValue = "86400")
          Optional<Integer> overlapSeconds,
      @Schema(
              implementation = Instant.class,
              description = "of the new key; absent = as the old one")
          Optional<Instant> expiresAt) {
    Rotation toRotation() {
      return new Rotation(
          overlapSeconds.map(Duration::ofSeconds).orElse(Rotation.USUAL), expiresAt);
    }
  }

  /// A key that was made; it cannot be shown again.
  public record KeyResponse(
      String id, String key, Optional<String> replaces, Optional<Instant> replacedUntil) {
    static KeyResponse of(MadeKey made) {
      return new KeyResponse(made.id(), made.key(), made.replaces(), made.replacedUntil());
    }

    /// The record's own would write the secret into whatever it is printed to.
    @Override
    public String toString() {
      return id;
    }
  }

  /// Some of the keys.
  ///
  /// @param next the cursor of what is older; absent at the end
  public record KeysResponse(List<KeyInfo> keys, Optional<String> next) {
    static KeysResponse of(List<KeyInfo> found, int limit) {
      List<KeyInfo> keys = found.subList(0, Math.min(limit, found.size()));
      return new KeysResponse(
          keys, found.size() > limit ? Optional.of(keys.getLast().id()) : Optional.empty());
    }
  }

  @POST
  @Once(value = Role.ADMIN, in = Once.In.EVERYWHERE, keeps = Once.Keeps.NOTHING)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Make a key; it is shown this once")
  @APIResponse(responseCode = "201", description = "made")
  public Response create(@Nullable KeyRequest request) {
    gate.caller(Role.ADMIN).requireEverywhere();
    MadeKey made = keys.create(Body.required(request).toNewKey());
    action.about(made.id());
    return Response.status(201).entity(KeyResponse.of(made)).build();
  }

  @POST
  @Path("/{id}/rotate")
  @Once(value = Role.ADMIN, in = Once.In.EVERYWHERE, keeps = Once.Keeps.NOTHING)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Make a key that takes this one's place; it is shown this once",
      description =
          "The new key has the name, roles, workspaces and budgets of the old one, which stays good for the overlap.")
  @APIResponse(responseCode = "201", description = "made")
  public Response rotate(@PathParam("id") String id, @Nullable RotateRequest request) {
    gate.caller(Role.ADMIN).requireEverywhere();
    Rotation rotation = Body.required(request).toRotation();
    MadeKey made = keys.rotate(Body.line("id", id, MAX_NAME), rotation);
    action.about(made.id());
    return Response.status(201).entity(KeyResponse.of(made)).build();
  }

  @GET
  @Operation(
      summary = "All keys, without their secrets, newest first",
      description = "At most 1,000 at once; next is the cursor of those that are older.")
  public KeysResponse list(@BeanParam Paging paging) {
    gate.caller(Role.ADMIN).requireEverywhere();
    int limit = paging.entries();
    return KeysResponse.of(
        keys.list(paging.cursor().map(id -> Body.line("cursor", id, MAX_NAME)), limit + 1), limit);
  }

  @PATCH
  @Path("/{id}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Change how much a key may ask for, from its next request on")
  public void limit(@PathParam("id") String id, @Nullable LimitRequest request) {
    gate.caller(Role.ADMIN).requireEverywhere();
    keys.limit(Body.line("id", id, MAX_NAME), Body.required(request)::applied);
  }

  @DELETE
  @Path("/{id}")
  @Operation(summary = "Refuse a key from now on")
  public void revoke(@PathParam("id") String id) {
    gate.caller(Role.ADMIN).requireEverywhere();
    keys.revoke(Body.line("id", id, MAX_NAME));
  }

  /// A list from JSON may hold nulls, whatever its type says.
  private static WorkspaceId workspace(@Nullable String name) {
    return new WorkspaceId(Body.field("workspaces", name));
  }

  private static Role role(@Nullable String name) {
    for (Role role : Role.values()) {
      if (role.name().toLowerCase(Locale.ROOT).equals(name)) {
        return role;
      }
    }
    throw new RaghubException(
        ErrorCode.INVALID_REQUEST, "unknown role; expected query, ingest or admin");
  }
}

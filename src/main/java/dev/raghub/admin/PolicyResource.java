package dev.raghub.admin;

import dev.raghub.answer.BlockLimits;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.tier.DefaultPolicy;
import dev.raghub.tier.Policy;
import dev.raghub.tier.Policy.RemoteUse;
import dev.raghub.tier.PostgresPolicies;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Which models a workspace's answers may take.
@Path("/v1/admin/policy")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class PolicyResource {
  private static final int MAX_NAME = 100;

  private final Gate gate;
  private final PostgresPolicies policies;
  private final DefaultPolicy defaults;
  private final Models models;

  PolicyResource(Gate gate, PostgresPolicies policies, DefaultPolicy defaults, Models models) {
    this.gate = gate;
    this.policies = policies;
    this.defaults = defaults;
    this.models = models;
  }

  /// A policy to be set. Numbers that are left out are the gateway's defaults of that moment; no
  /// model is asked that is not named here.
  public record PolicyRequest(
      @Schema(description = "endpoint of the local tier; left out: none", maxLength = MAX_NAME)
          Optional<String> local,
      @Schema(description = "endpoint of the remote tier; left out: none", maxLength = MAX_NAME)
          Optional<String> remote,
      @Schema(
              enumeration = {"never", "hard", "always"},
              defaultValue = "never")
          Optional<String> remoteUse,
      @Schema(
              description =
                  "how likely the local tier has to be right for a question not to be hard; left out: raghub.answer.threshold",
              minimum = "0",
              maximum = "1")
          Optional<Double> threshold,
      @Schema(
              description = "ceiling of the context block; left out: raghub.answer.max-tokens",
              minimum = "100",
              maximum = "32000")
          Optional<Integer> maxTokens) {}

  /// A policy as it is in force.
  ///
  /// @param endpoints the names that it may use: those that are configured
  public record PolicyResponse(
      Optional<String> local,
      Optional<String> remote,
      String remoteUse,
      double threshold,
      int maxTokens,
      List<String> endpoints) {}

  @GET
  @Operation(summary = "Which models the workspace's answers may take")
  public PolicyResponse get() {
    Policy policy = policies.of(gate.workspace(Role.ADMIN));
    return new PolicyResponse(
        policy.local(),
        policy.remote(),
        policy.remoteUse().label(),
        policy.threshold(),
        policy.maxTokens(),
        models.all().stream().map(Endpoint::name).toList());
  }

  @PUT
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Set which models the workspace's answers may take")
  public void put(@Nullable PolicyRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    PolicyRequest wanted = Body.required(request);
    RemoteUse use = Body.choice("remoteUse", RemoteUse.class, wanted.remoteUse().orElse("never"));
    double threshold = wanted.threshold().orElse(defaults.policy().threshold());
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'threshold' is %s; expected 0 to 1".formatted(threshold));
    }
    int maxTokens = BlockLimits.checked(wanted.maxTokens().orElse(defaults.policy().maxTokens()));
    wanted.local().ifPresent(name -> requireInHouse(known("local", name)));
    wanted.remote().ifPresent(name -> known("remote", name));
    policies.put(workspace, new Policy(wanted.local(), wanted.remote(), use, threshold, maxTokens));
  }

  @DELETE
  @Operation(summary = "Put the gateway's defaults in force again")
  public void delete() {
    policies.delete(gate.workspace(Role.ADMIN));
  }

  private Endpoint known(String field, String name) {
    return models
        .find(name)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.INVALID_REQUEST,
                    "'%s' names no endpoint; expected one of %s"
                        .formatted(field, models.all().stream().map(Endpoint::name).toList())));
  }

  private static void requireInHouse(Endpoint endpoint) {
    if (endpoint.remote()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'local' names %s, which is remote; expected one that is not".formatted(endpoint.name()));
    }
  }
}

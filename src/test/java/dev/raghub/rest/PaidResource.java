package dev.raghub.rest;

import dev.raghub.model.Models;
import dev.raghub.model.Prompt;
import dev.raghub.model.Urgency;
import dev.raghub.spend.Call;
import dev.raghub.spend.Spending;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;

/// A route of tests only: asks a model and has no other answer to fall back on, as queries have.
@Path("/test/paid/{endpoint}")
@RunOnVirtualThread
public class PaidResource {
  private final Gate gate;
  private final Spending spending;
  private final Models models;

  PaidResource(Gate gate, Spending spending, Models models) {
    this.gate = gate;
    this.spending = spending;
    this.models = models;
  }

  @POST
  @Operation(hidden = true)
  public String ask(@PathParam("endpoint") String endpoint) {
    Workspace workspace = gate.workspace(Role.QUERY);
    return spending
        .call(
            workspace,
            new Call(gate.requestId(), Optional.of(gate.key()), "test", Urgency.QUESTION),
            models.find(endpoint).orElseThrow(),
            new Prompt("Be terse.", "Who?", Optional.empty(), 40),
            piece -> {})
        .completion()
        .text();
  }
}

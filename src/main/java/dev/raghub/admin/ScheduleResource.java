package dev.raghub.admin;

import dev.raghub.rest.Gate;
import dev.raghub.schedule.Plans;
import dev.raghub.workspace.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// When a workspace's sources are read by themselves.
@Path("/v1/admin/schedules")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class ScheduleResource {
  private final Gate gate;
  private final Plans plans;

  ScheduleResource(Gate gate, Plans plans) {
    this.gate = gate;
    this.plans = plans;
  }

  @GET
  @Operation(
      summary = "The schedules of the workspace's sources: next time, last time and how it ended")
  public List<Plans.Planned> list(@QueryParam("limit") @DefaultValue("100") int limit) {
    Parameters.limit(limit);
    return plans.list(gate.workspace(Role.ADMIN), limit);
  }
}

package dev.raghub.admin;

import dev.raghub.announce.Announcement;
import dev.raghub.announce.PostgresAnnouncements;
import dev.raghub.rest.Gate;
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

/// What subscribers were told of a workspace's runs.
@Path("/v1/admin/announcements")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class AnnouncementResource {
  private final Gate gate;
  private final PostgresAnnouncements announcements;

  AnnouncementResource(Gate gate, PostgresAnnouncements announcements) {
    this.gate = gate;
    this.announcements = announcements;
  }

  @GET
  @Operation(
      summary = "What subscribers are told of runs that ended, newest first, and how that stands")
  public List<Announcement> list(@QueryParam("limit") @DefaultValue("100") int limit) {
    Parameters.limit(limit);
    return announcements.list(gate.workspace(Role.ADMIN), limit);
  }
}

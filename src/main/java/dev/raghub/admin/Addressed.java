package dev.raghub.admin;

import dev.raghub.graph.EntityAddress;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/// An entity as query parameters name it.
public record Addressed(
    @QueryParam("name") Optional<String> name,
    @QueryParam("source") Optional<String> source,
    @QueryParam("key") Optional<String> key) {
  EntityAddress address() {
    return new AddressRequest(name, source, key).address("the address");
  }
}

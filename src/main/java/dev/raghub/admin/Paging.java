package dev.raghub.admin;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.Optional;

/// Which page of a list is wanted.
public record Paging(
    @QueryParam("limit") @DefaultValue("100") int limit,
    @QueryParam("cursor") Optional<String> cursor) {
  /// The limit, if it is one.
  int entries() {
    return Parameters.limit(limit);
  }
}

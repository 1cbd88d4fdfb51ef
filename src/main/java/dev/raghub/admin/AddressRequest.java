package dev.raghub.admin;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.resolve.Addresses;
import dev.raghub.rest.Body;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/// A name, or a row, as it arrives.
public record AddressRequest(
    @Schema(description = "a name; or else 'key'", minLength = 1, maxLength = MAX_TEXT)
        Optional<String> name,
    @Schema(
            description = "of a row",
            defaultValue = "documents",
            minLength = 1,
            maxLength = MAX_TEXT)
        Optional<String> source,
    @Schema(minLength = 1, maxLength = MAX_TEXT) Optional<String> key) {
  static final int MAX_TEXT = 1_000;

  /// @param field what refusals call it
  EntityAddress address(String field) {
    if (name.isPresent() == key.isPresent() || (name.isPresent() && source.isPresent())) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'%s' names no entity; expected either 'name', or 'key' with or without 'source'"
              .formatted(field));
    }
    return name.isPresent()
        ? Addresses.name(Body.line("name", name.get(), MAX_TEXT))
        : new EntityAddress.Row(
            Body.line("source", source.orElse("documents"), MAX_TEXT),
            Body.line("key", key.orElseThrow(), MAX_TEXT));
  }
}

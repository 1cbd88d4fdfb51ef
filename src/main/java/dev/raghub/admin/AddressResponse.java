package dev.raghub.admin;

import dev.raghub.graph.EntityAddress;
import java.util.Optional;

/// A name, or a row.
public record AddressResponse(
    Optional<String> name, Optional<String> source, Optional<String> key) {
  static AddressResponse of(EntityAddress address) {
    return switch (address) {
      case EntityAddress.Name found ->
          new AddressResponse(Optional.of(found.key()), Optional.empty(), Optional.empty());
      case EntityAddress.Row(String source, String key) ->
          new AddressResponse(Optional.empty(), Optional.of(source), Optional.of(key));
    };
  }
}

package dev.raghub.admin;

import dev.raghub.inspect.Provenance;
import dev.raghub.inspect.Provenance.End;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Why a passage joins two entities.
///
/// @param table that the source reads, where a mapping says so
/// @param version of the row
/// @param passage its place in the row, from 0
public record ProvenanceResponse(
    String source,
    Optional<String> table,
    String key,
    String type,
    String title,
    long version,
    Instant changedAt,
    int passage,
    End from,
    End to,
    List<StatedResponse> assertions) {

  /// @param origin `document` or `model`
  public record StatedResponse(
      int sentence,
      AddressResponse subject,
      String predicate,
      AddressResponse object,
      String origin) {
    static StatedResponse of(Provenance.Stated said) {
      return new StatedResponse(
          said.sentence(),
          AddressResponse.of(said.subject()),
          said.predicate(),
          AddressResponse.of(said.object()),
          said.origin());
    }
  }

  static ProvenanceResponse of(Provenance rests, Map<String, String> tables) {
    return new ProvenanceResponse(
        rests.source(),
        Optional.ofNullable(tables.get(rests.source())),
        rests.key(),
        rests.type(),
        rests.title(),
        rests.version(),
        rests.changedAt(),
        rests.passage(),
        rests.from(),
        rests.to(),
        rests.assertions().stream().map(StatedResponse::of).toList());
  }
}

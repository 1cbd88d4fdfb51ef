package dev.raghub.admin;

import dev.raghub.graph.PostgresAliases;
import dev.raghub.graph.PostgresAliases.Alias;
import dev.raghub.inspect.FoundEntity;
import dev.raghub.inspect.Listed;
import dev.raghub.inspect.PostgresEvidence.Evidence;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// An entity.
///
/// @param row what it is itself; empty for a name
/// @param aliases the first; the rest by `aliasesNext` from /entity/aliases
/// @param evidence sentences that mention it; the rest by `evidenceNext` from /entity/evidence
/// @param merges the decisions that speak of it
public record EntityResponse(
    AddressResponse entity,
    String title,
    Optional<RowResponse> row,
    List<AliasResponse> aliases,
    Optional<String> aliasesNext,
    List<Evidence> evidence,
    Optional<String> evidenceNext,
    List<ResolutionResource.MergeResponse> merges) {

  /// @param version goes up with every change
  public record RowResponse(String type, long version, Instant changedAt) {}

  /// @param other a name of the row, or a row that bears the name
  /// @param origin `document` or `person`
  public record AliasResponse(AddressResponse other, String title, String origin) {
    static AliasResponse of(Alias alias) {
      return new AliasResponse(AddressResponse.of(alias.other()), alias.title(), alias.origin());
    }
  }

  /// A page of aliases.
  public record AliasesResponse(List<AliasResponse> aliases, Optional<String> next) {
    static AliasesResponse of(Listed<Alias> page) {
      return new AliasesResponse(page.map(AliasResponse::of).items(), page.next());
    }
  }

  /// A page of sentences.
  public record EvidenceResponse(List<Evidence> evidence, Optional<String> next) {
    static EvidenceResponse of(Listed<Evidence> page) {
      return new EvidenceResponse(page.items(), page.next());
    }
  }

  /// An entity in a list.
  public record FoundResponse(AddressResponse entity, String type, String title) {
    static FoundResponse of(FoundEntity found) {
      return new FoundResponse(AddressResponse.of(found.address()), found.type(), found.title());
    }
  }

  /// A page of entities.
  public record EntitiesResponse(List<FoundResponse> entities, Optional<String> next) {
    static EntitiesResponse of(Listed<FoundEntity> page) {
      return new EntitiesResponse(page.map(FoundResponse::of).items(), page.next());
    }
  }

  static EntityResponse of(
      PostgresAliases.Described described,
      Optional<RowResponse> row,
      Listed<Alias> aliases,
      Listed<Evidence> evidence) {
    return new EntityResponse(
        AddressResponse.of(described.address()),
        described.title(),
        row,
        AliasesResponse.of(aliases).aliases(),
        aliases.next(),
        evidence.items(),
        evidence.next(),
        described.said().stream().map(ResolutionResource.MergeResponse::of).toList());
  }
}

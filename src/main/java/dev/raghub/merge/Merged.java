package dev.raghub.merge;

/// What a merge did, in documents.
public record Merged(long created, long changed, long unchanged) {
  /// Both together.
  public Merged plus(Merged more) {
    return new Merged(created + more.created, changed + more.changed, unchanged + more.unchanged);
  }
}

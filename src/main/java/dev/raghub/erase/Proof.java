package dev.raghub.erase;

import java.util.List;
import java.util.Map;

/// Where an erased thing was looked for. No content is in it.
///
/// @param clean whether every place was searched and nothing was found
/// @param searchedBy how many marks of each kind were looked for
/// @param outside what no search of ours reaches
public record Proof(
    boolean clean, Map<String, Integer> searchedBy, List<Place> places, List<String> outside) {
  private static final List<String> OUTSIDE =
      List.of(
          "PostgreSQL's dead row versions until VACUUM, its write-ahead log, its standbys",
          "backups",
          "the source database: a row that is still there comes back with the next run",
          "other gateways, until they have applied the change",
          "log files, which hold no content",
          "exports and answers that callers have taken away");

  public Proof {
    searchedBy = Map.copyOf(searchedBy);
    places = List.copyOf(places);
    outside = List.copyOf(outside);
  }

  static Proof of(Map<String, Integer> searchedBy, List<Place> places) {
    return new Proof(places.stream().allMatch(Place::clean), searchedBy, places, OUTSIDE);
  }
}

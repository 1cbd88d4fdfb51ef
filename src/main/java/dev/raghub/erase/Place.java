package dev.raghub.erase;

/// A place that was searched.
///
/// @param kind `table`, `index`, `graph` or `cache`
/// @param searched false where it could not be, which proves nothing
/// @param found what is left there, in rows, documents, files or keys
/// @param kept what stands there and is meant to: see the note
public record Place(
    String kind, String name, boolean searched, long found, long kept, String note) {
  static Place of(String kind, String name, long found) {
    return new Place(kind, name, true, found, 0, "");
  }

  static Place unsearched(String kind, String name, String why) {
    return new Place(kind, name, false, 0, 0, why);
  }

  boolean clean() {
    return searched && found == 0;
  }
}

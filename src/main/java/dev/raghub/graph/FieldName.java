package dev.raghub.graph;

/// A field that the rows of a type have, such as the phone of an address.
///
/// @param name empty = the rows of the type as such
public record FieldName(String type, String name) implements Comparable<FieldName> {
  /// The field as a phrase: `address phone`.
  public String phrase() {
    return (type + " " + name).replaceAll("[_.]", " ").strip();
  }

  @Override
  public int compareTo(FieldName other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : name.compareTo(other.name);
  }
}

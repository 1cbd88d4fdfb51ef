package dev.raghub.source;

/// A way from a row to other rows that the mapping knows: a reference, to at most one, or a list.
public sealed interface Step permits ReferenceMapping, ListMapping {
  /// What the mapping calls it.
  String name();

  /// The name of the source on the other side.
  String to();
}

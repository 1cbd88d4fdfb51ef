package dev.raghub.model;

/// What must not be printed.
///
/// @param text empty where there is none
record Secret(String text) {
  static final Secret NONE = new Secret("");

  @Override
  public String toString() {
    return "***";
  }
}

package dev.raghub.model;

import java.util.Optional;

/// One thing that a probe looked at.
///
/// @param name in kebab case
/// @param detail what was seen, in figures; never what a model said
/// @param remedy what to change, by its key; there for NO and WARNING
public record ProbeLayer(String name, Verdict verdict, String detail, Optional<String> remedy) {
  /// What came of it.
  public enum Verdict {
    YES,
    NO,
    /// It works, and somebody should look at it.
    WARNING,
    /// Nobody knows: it has nothing of the kind, does not fit, or what it needs has failed.
    NOT_ASKED
  }

  static ProbeLayer yes(String name, String detail) {
    return new ProbeLayer(name, Verdict.YES, detail, Optional.empty());
  }

  static ProbeLayer no(String name, String detail, String remedy) {
    return new ProbeLayer(name, Verdict.NO, detail, Optional.of(remedy));
  }

  static ProbeLayer warning(String name, String detail, String remedy) {
    return new ProbeLayer(name, Verdict.WARNING, detail, Optional.of(remedy));
  }

  static ProbeLayer notAsked(String name, String detail) {
    return new ProbeLayer(name, Verdict.NOT_ASKED, detail, Optional.empty());
  }

  boolean isYes() {
    return verdict == Verdict.YES;
  }
}

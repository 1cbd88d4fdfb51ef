package dev.raghub.violations.upper;

import dev.raghub.violations.lower.Lower;
import dev.raghub.violations.lower.Workspace;

/// Knows a lower package, which is allowed, and makes a workspace by itself, which is not.
public record Upper(Lower lower) {
  Workspace forged() {
    return new Workspace();
  }
}

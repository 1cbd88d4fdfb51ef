package dev.raghub.violations.lower;

import dev.raghub.violations.upper.Upper;
import java.util.Optional;

/// Knows an upper package, which makes a cycle.
public record Lower(Optional<Upper> upper) {}

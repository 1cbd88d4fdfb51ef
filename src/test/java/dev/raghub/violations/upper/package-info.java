/// The upper one of two packages that know each other.
@NullMarked
package dev.raghub.violations.upper;

import org.jspecify.annotations.NullMarked;

/// The lower one of two packages that know each other.
@NullMarked
package dev.raghub.violations.lower;

import org.jspecify.annotations.NullMarked;

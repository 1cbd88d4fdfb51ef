/// What happened, once: a sealed [Observation] that log and metrics read, and the clock of a
/// request's stages.
@NullMarked
package dev.raghub.observe;

import org.jspecify.annotations.NullMarked;

/// How good retrieval is, in figures that anyone can make again. In: an evaluation set, and what a
/// gateway answered to its questions. Out: recall, completeness, what the block holds, times, with
/// intervals. Knows nothing of how the answers came about, and asks no gateway itself.
@NullMarked
package dev.raghub.eval;

import org.jspecify.annotations.NullMarked;

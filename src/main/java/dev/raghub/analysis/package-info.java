/// Text to the terms by which it is searched. In: any text. Out: terms, as every index and every
/// comparison of words in raghub sees them. Knows nothing of raghub.
@NullMarked
package dev.raghub.analysis;

import org.jspecify.annotations.NullMarked;

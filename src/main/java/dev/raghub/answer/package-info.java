/// Vocabulary only: what is asked and what is answered, as every room of the house understands it.
@NullMarked
package dev.raghub.answer;

import org.jspecify.annotations.NullMarked;

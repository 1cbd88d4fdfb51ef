/// The request line, end to end, in one method: compute, or retrieve and answer.
@NullMarked
package dev.raghub.query;

import org.jspecify.annotations.NullMarked;

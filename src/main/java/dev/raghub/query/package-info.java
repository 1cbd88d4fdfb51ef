/// The request line, end to end, in one method: refresh, retrieve, answer, receipt.
@NullMarked
package dev.raghub.query;

import org.jspecify.annotations.NullMarked;

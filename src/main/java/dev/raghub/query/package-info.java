/// The request line, end to end, in one method: compute, or retrieve and answer. A question that
/// found its workspaces ([Course]) takes it once in each ([Crossing]).
@NullMarked
package dev.raghub.query;

import org.jspecify.annotations.NullMarked;

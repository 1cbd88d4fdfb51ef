/// Answers to requests that carry an `Idempotency-Key`: a claim goes in before the work, its answer
/// comes out when the same request comes again. Rows of a workspace stand behind its row-level
/// security; what belongs to none (making workspaces and keys) has a table of its own. It knows
/// neither HTTP nor what is answered.
@NullMarked
package dev.raghub.idempotency;

import org.jspecify.annotations.NullMarked;

/// Deterministic extraction: which names, codes and addresses a sentence mentions, by rule, in
/// microseconds. In: documents and their chunks. Out: mentions. No model, no I/O; every rule is
/// independent of what other documents say.
@NullMarked
package dev.raghub.extract;

import org.jspecify.annotations.NullMarked;

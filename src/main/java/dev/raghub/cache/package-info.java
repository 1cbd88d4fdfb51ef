/// Answers kept in Redis, served again to the same question and to one that asks the same in other
/// words, never when they could be stale. In: a workspace, a question, what retrieval found for it.
/// Out: a kept answer, or a [Slot] in which a new one may be kept. What is served, and when, is in
/// docs/cache.md.
///
/// Redis holds copies only. Each entry lists the passages its answer was made from, with their
/// versions; PostgreSQL says what has changed since. A Redis that is slow, full, frozen or gone is
/// a miss.
@NullMarked
package dev.raghub.cache;

import org.jspecify.annotations.NullMarked;

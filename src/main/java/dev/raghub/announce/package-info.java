/// Tells other systems by webhook that runs ended.
///
/// ```
/// run (ended) ──▶ announcement, one for each subscriber ── Announcer ──▶ POST, signed ──▶ delivered
///                                                            └─ tried again, longer and longer, given up
/// ```
///
/// In: runs that ended, as `ingest` keeps them. Out: requests by Standard Webhooks, at least once,
/// the same `webhook-id` each time. See docs/changes.md.
@NullMarked
package dev.raghub.announce;

import org.jspecify.annotations.NullMarked;

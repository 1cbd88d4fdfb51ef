/// Changes of rows, however raghub is told of them, and the queue that applies them.
///
/// ```
/// triggers ──▶ queue in the source ── TriggerListeners ──┐
///                                                        ├─▶ change ── ChangeWorkers ──▶ ChangeLine
/// POST /v1/webhooks ── Webhooks ─────────────────────────┘                 claim → read again → apply
///                                                                  → embed → index → follow → end
/// ```
///
/// In: names of rows. Out: the state that a fresh build of the source would give. A change is told
/// at least once and applied idempotently, one at a time per key; whoever is killed at a [Step]
/// loses nothing. Knows `ingest` for mappings, preparation and embedding, and `merge` to apply. See
/// docs/changes.md.
@NullMarked
package dev.raghub.change;

import org.jspecify.annotations.NullMarked;

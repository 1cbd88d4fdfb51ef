/// Sources that are read by themselves, when their mapping says so.
///
/// ```
///               ┌─ full ────▶ ingest.Jobs: a run, with deletes
/// Scheduler ────┤
///   look        └─ changed ─▶ ChangedRows: keys above the watermark ─▶ the queue of changes
/// ```
///
/// In: the schedules of the mappings and the clock. Out: each planned time fired once, by one of
/// all gateways: who inserts it in `schedule_firing` runs it ([PostgresFirings]). What was missed
/// while none was up is made up for once. Runs and firings whose gateway is lost are taken over.
/// Knows `ingest` for runs and `change` for the queue; never applies a row itself. See
/// docs/changes.md.
@NullMarked
package dev.raghub.schedule;

import org.jspecify.annotations.NullMarked;

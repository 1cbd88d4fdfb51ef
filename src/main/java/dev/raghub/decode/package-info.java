/// Changes that a source's database tells by its write-ahead log, where no triggers are wanted.
///
/// ```
/// log ── slot ──▶ source.PostgresWal ──▶ WalReader ──▶ RowTeller ──▶ PostgresDecodings.take
///                     ▲                                       changes and position, one commit
///                     └────────────── acknowledged only then ◀──────────────┘
/// ```
///
/// In: mappings with `changes: decoding`. Out: rows in the queue of `change`. One gateway of all
/// streams a slot, under a lease; a slot that is lost is made anew, and everything is read again.
/// [Decoders] watches, [Decoder] is the line of one slot. See docs/changes.md.
@NullMarked
package dev.raghub.decode;

import org.jspecify.annotations.NullMarked;

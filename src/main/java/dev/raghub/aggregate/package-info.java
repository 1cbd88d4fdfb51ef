/// Questions that want a count, a sum, an average or the first or last row: answered by one SQL
/// statement over the source database, or declined with a reason. Nothing is guessed: every word of
/// the question has to be understood, and what the mapping does not allow is not computed.
///
/// ```
/// question ── QuestionTokens ── Parts: markers, mentions of sources, names of rows, times, words
///                                 │
///            WishReader ◀─────────┤   what is wanted, over which source
///            RowFilters ◀─────────┤   rows that are named, and the way to them
///            FacetFilters ◀───────┤   values of facets
///            Leftovers  ◀─────────┘   is there a word that nothing accounts for?
///                 │
///              Aggregation ── source.PostgresAggregates ── Computed
///                 └── NotAggregate, Declined
/// ```
///
/// In: a question and the proof of a workspace. Out: an [Outcome]. Knows the workspace's mappings
/// (`ingest`), the names of its rows (`graph`, `corpus`) and the source database (`source`); asks
/// no index and no model. A source that is down, slow or refuses is a decline, never an error.
@NullMarked
package dev.raghub.aggregate;

import org.jspecify.annotations.NullMarked;

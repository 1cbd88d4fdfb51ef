/// Projections that answer searches: BM25 in Lucene and vectors in Lucene or pgvector, one contract
/// for both. In: the state of changed items, in the order of the outbox. Out: chunks with raw
/// scores. Each records the revision it has applied; any of them can be deleted and comes back from
/// PostgreSQL.
@NullMarked
package dev.raghub.index;

import org.jspecify.annotations.NullMarked;

/// Items (one for each row or pushed document), their chunks, hashes, versions and embeddings, and
/// the outbox that tells the projections what changed. In: what `merge` writes within its
/// transaction. Out: the state of items, and the changes above a revision. Knows workspaces,
/// nothing of graphs or indexes.
@NullMarked
package dev.raghub.corpus;

import org.jspecify.annotations.NullMarked;

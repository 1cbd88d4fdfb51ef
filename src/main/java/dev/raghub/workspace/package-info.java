/// Who may see what. Callers come in as keys, leave as a [Workspace]: a proof of access that only
/// this package can make and that every store, index and cache takes first. Also the only door to
/// PostgreSQL ([PostgresScope]), so that no statement runs outside a workspace's row-level security
/// by accident.
@NullMarked
package dev.raghub.workspace;

import org.jspecify.annotations.NullMarked;

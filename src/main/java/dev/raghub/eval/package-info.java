/// Makes evaluation sets out of databases that many people know.
///
/// In: a dump, which [PostgresScript] loads into an empty database.
///
/// Knows `source`, whose rows the sets are about, and the fault vocabulary. `java.sql` stays in the
/// classes named `Postgres*`. No workspace is reached from here: the databases are other people's,
/// and no tenant's.
@NullMarked
package dev.raghub.eval;

import org.jspecify.annotations.NullMarked;

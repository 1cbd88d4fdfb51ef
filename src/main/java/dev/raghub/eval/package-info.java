/// Makes evaluation sets out of databases that many people know.
///
/// In: a dump, which [PostgresScript] loads into an empty database, and the templates under
/// `eval/sql`. Out: [SqlQuestion]s whose answers and gold rows SQL has found ([SqlGold]), written
/// as JSON lines ([QuestionFile]). A gold row is named as the mapping names it that `source`
/// drafts.
///
/// Knows `source`, whose rows the questions are about, and the fault vocabulary. `java.sql` stays
/// in the classes named `Postgres*`. No workspace is reached from here: the databases are other
/// people's, and no tenant's.
@NullMarked
package dev.raghub.eval;

import org.jspecify.annotations.NullMarked;

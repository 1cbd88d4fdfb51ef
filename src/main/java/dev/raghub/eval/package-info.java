/// How good raghub is, in figures that anyone can make again.
///
/// In: an evaluation set ([RetrievalSet]) or a dump of a known database, which [PostgresScript]
/// loads into an empty one, with the templates under `eval/sql`; and what a gateway answered. Out:
/// [SqlQuestion]s whose answers and gold rows SQL has found ([SqlGold]), written as JSON lines
/// ([QuestionFile]); recall, completeness, what blocks hold, times, with intervals ([SystemScores],
/// [SqlScores]). A gold row is named as the mapping names it that `source` drafts.
///
/// Asks no gateway itself and knows nothing of how answers come about. Knows `source`, whose rows
/// the questions are about, and the fault vocabulary. `java.sql` stays in the classes named
/// `Postgres*`. No workspace is reached from here: the databases are other people's, and no
/// tenant's.
@NullMarked
package dev.raghub.eval;

import org.jspecify.annotations.NullMarked;

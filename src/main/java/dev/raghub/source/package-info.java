/// Reads a workspace's rows out of a foreign PostgreSQL database.
///
/// In: a YAML file ([MappingYaml]) that says which tables become documents and how. Out: batches of
/// [ReadRow]s whose references and junction tables are already rendered by the other row's title.
///
/// ```
/// etl/pagila.yaml ── MappingYaml ──▶ Mapping ──┐
///                                              ├─ MappingCheck ──▶ problems, all at once
/// database ── PostgresSource ──▶ Catalog ──────┤
///                │                             ├─ SchemaDraft ──▶ a first YAML for a person to edit
///                └── PostgresReader ◀──────────┘
///                        └──▶ SourceRow | UnreadableRow, in batches
/// ```
///
/// Knows the fault vocabulary and nothing else of raghub. `java.sql` stays in the classes named
/// `Postgres*`. Identifiers reach SQL only through [PostgresNames#quote] and only after the catalog
/// has confirmed them; values only as parameters. The one exception is `query:`, which is the
/// operator's own trusted SQL, run in a read-only session.
@NullMarked
package dev.raghub.source;

import org.jspecify.annotations.NullMarked;

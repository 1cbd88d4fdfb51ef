package dev.raghub.inspect;

import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.PostgresAliases;
import dev.raghub.graph.PostgresAliases.Alias;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// The names of a row, or the rows that bear a name, a page at a time.
@ApplicationScoped
public class AliasPages {
  private static final Cursor FIRST = Cursor.of("", "", "");

  private final PostgresAliases aliases;

  AliasPages(PostgresAliases aliases) {
    this.aliases = aliases;
  }

  public Listed<Alias> of(
      Workspace workspace, EntityAddress address, int limit, Optional<String> cursor) {
    Cursor from = Cursor.read(cursor, FIRST);
    Optional<Alias> last =
        cursor.map(
            given ->
                new Alias(EntityAddress.of(from.string(0), from.string(1)), "", from.string(2)));
    return Listed.of(
        aliases.after(workspace, address, last, limit + 1),
        limit,
        seen -> Cursor.of(seen.other().source(), seen.other().key(), seen.origin()));
  }
}

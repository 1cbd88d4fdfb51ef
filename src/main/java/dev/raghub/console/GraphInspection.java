package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The commands of `graph` that look and decide; [GraphCommand] has those that say who is who.
abstract class GraphInspection extends Group {
  static final String PATH = "/v1/admin/graph";

  /// Which page of a list.
  static final class Page {
    @Option(names = "--limit", defaultValue = "100", description = "1 to 1000. Default: 100")
    private int limit = 100;

    @Option(names = "--cursor", paramLabel = "NEXT", description = "As the page before said.")
    private @Nullable String cursor;

    Query of(Query query) {
      return query.with("limit", String.valueOf(limit)).with("cursor", cursor);
    }
  }

  /// An entity.
  static final class One {
    @Parameters(paramLabel = "ENTITY", description = "A name; with --row SOURCE:KEY.")
    private String entity = "";

    @Option(names = "--row", description = "It is a row.")
    private boolean row;

    Query query() {
      Query query = new Query();
      GraphCommand.address(entity, row)
          .properties()
          .forEach(part -> query.with(part.getKey(), part.getValue().asText()));
      return query;
    }
  }

  /// Two entities.
  static final class Two {
    @Parameters(index = "0", paramLabel = "FROM", description = "A name, or with --from-row a row.")
    private String from = "";

    @Parameters(index = "1", paramLabel = "TO", description = "A name, or with --to-row a row.")
    private String to = "";

    @Option(names = "--from-row", description = "FROM is a row, SOURCE:KEY.")
    private boolean fromRow;

    @Option(names = "--to-row", description = "TO is a row, SOURCE:KEY.")
    private boolean toRow;

    @Option(names = "--hidden", description = "Also over relations that are hidden.")
    private boolean hidden;

    Query query() {
      Query query = new Query().with("hidden", String.valueOf(hidden));
      add(query, "from", GraphCommand.address(from, fromRow));
      add(query, "to", GraphCommand.address(to, toRow));
      return query;
    }

    private static void add(Query query, String end, ObjectNode address) {
      for (Map.Entry<String, JsonNode> part : address.properties()) {
        String name = part.getKey();
        query.with(
            end + Character.toUpperCase(name.charAt(0)) + name.substring(1),
            part.getValue().asText());
      }
    }
  }

  @Command(
      name = "search",
      mixinStandardHelpOptions = true,
      description = "Find rows and names by what they are called.")
  public int search(
      @Mixin Where where,
      @Mixin Page page,
      @Parameters(arity = "0..1", paramLabel = "TEXT", description = "In any case.")
          @Nullable String text,
      @Option(names = "--match", defaultValue = "prefix", description = "prefix, exact, contains.")
          String match,
      @Option(names = "--type", description = "A type of rows, or name.") @Nullable String type) {
    return show(
        where,
        "/entities",
        page.of(new Query().with("q", text).with("match", match).with("type", type)),
        "entities");
  }

  @Command(
      name = "evidence",
      mixinStandardHelpOptions = true,
      description = "List the sentences that mention an entity, with row and version.")
  public int evidence(@Mixin Where where, @Mixin One one, @Mixin Page page) {
    return show(where, "/entity/evidence", page.of(one.query()), "evidence");
  }

  @Command(
      name = "aliases",
      mixinStandardHelpOptions = true,
      description = "List the names of a row, or the rows that bear a name.")
  public int aliases(@Mixin Where where, @Mixin One one, @Mixin Page page) {
    return show(where, "/entity/aliases", page.of(one.query()), "aliases");
  }

  @Command(
      name = "neighbours",
      mixinStandardHelpOptions = true,
      description = "List what lies around an entity, nearest first.")
  public int neighbours(
      @Mixin Where where,
      @Mixin One one,
      @Mixin Page page,
      @Option(names = "--depth", defaultValue = "1", description = "Steps, 1 to 6.") int depth,
      @Option(names = "--hidden", description = "Also over hidden relations.") boolean hidden) {
    Query query =
        one.query().with("depth", String.valueOf(depth)).with("hidden", String.valueOf(hidden));
    return show(where, "/neighbours", page.of(query), "neighbours");
  }

  @Command(
      name = "paths",
      mixinStandardHelpOptions = true,
      description = "Find the shortest ways between two entities, and what each step rests on.")
  public int paths(
      @Mixin Where where,
      @Mixin Two two,
      @Option(names = "-k", defaultValue = "1", description = "Ways, 1 to 20.") int count,
      @Option(names = "--steps", defaultValue = "4", description = "Of a way, 1 to 8.") int steps) {
    Query query = two.query().with("k", String.valueOf(count)).with("steps", String.valueOf(steps));
    return show(where, "/paths", query, "paths");
  }

  @Command(
      name = "provenance",
      mixinStandardHelpOptions = true,
      description = "List the rows and sentences that speak of two entities.")
  public int provenance(@Mixin Where where, @Mixin Two two, @Mixin Page page) {
    return show(where, "/provenance", page.of(two.query()), "provenance");
  }

  @Command(
      name = "components",
      mixinStandardHelpOptions = true,
      description = "List the parts that no edge joins, largest first.")
  public int components(@Mixin Where where, @Mixin Page page) {
    return show(where, "/components", page.of(new Query()), "components");
  }

  @Command(
      name = "degrees",
      mixinStandardHelpOptions = true,
      description = "Show in how many passages entities occur.")
  public int degrees(@Mixin Where where) {
    return show(where, "/degrees", new Query(), "");
  }

  @Command(
      name = "centrality",
      mixinStandardHelpOptions = true,
      description = "List the most central entities.")
  public int centrality(
      @Mixin Where where,
      @Mixin Page page,
      @Option(
              names = "--measure",
              defaultValue = "pagerank",
              description = "pagerank, degree, betweenness.")
          String measure) {
    return show(where, "/centrality", page.of(new Query().with("measure", measure)), "entities");
  }

  @Command(
      name = "pin",
      mixinStandardHelpOptions = true,
      description = "Say that a row's relation to an entity matters.")
  public int pin(
      @Mixin Where where,
      @Parameters(index = "0", paramLabel = "ROW", description = "SOURCE:KEY.") String row,
      @Mixin One one) {
    return decide(where, "pin", row, one);
  }

  @Command(
      name = "hide",
      mixinStandardHelpOptions = true,
      description = "Say that a row's relation to an entity is not to be followed.")
  public int hide(
      @Mixin Where where,
      @Parameters(index = "0", paramLabel = "ROW", description = "SOURCE:KEY.") String row,
      @Mixin One one) {
    return decide(where, "hide", row, one);
  }

  @Command(
      name = "decisions",
      mixinStandardHelpOptions = true,
      description = "List what is pinned and hidden.")
  public int decisions(@Mixin Where where, @Mixin Page page) {
    return show(where, "/relations", page.of(new Query()), "relations");
  }

  @Command(
      name = "undo",
      mixinStandardHelpOptions = true,
      description = "Take a pin or hide back, exactly.")
  public int undo(
      @Mixin Where where, @Parameters(paramLabel = "ID", description = "As listed.") String id) {
    where.connect().delete(PATH + "/relations/" + id, where.workspace());
    Terminal.of(spec()).line(where.json() ? "{}" : "taken back");
    return 0;
  }

  @Command(
      name = "preview",
      mixinStandardHelpOptions = true,
      description = "Show what reading a row again would change; nothing is written.")
  public int preview(
      @Mixin Where where,
      @Parameters(paramLabel = "ROW", description = "SOURCE:KEY.") String row,
      @Option(
              names = "--set",
              paramLabel = "FIELD=TEXT",
              description = "In place of what the database has.")
          @Nullable Map<String, String> values) {
    ObjectNode body = GraphCommand.address(row, true);
    if (values != null) {
      ObjectNode set = body.putObject("values");
      values.forEach(set::put);
    }
    print(where, where.connect().post(PATH + "/preview", where.workspace(), body), "");
    return 0;
  }

  private int decide(Where where, String decision, String row, One one) {
    ObjectNode body = GatewayClient.JSON.createObjectNode().put("decision", decision);
    body.set("row", GraphCommand.address(row, true));
    body.set("entity", GraphCommand.address(one.entity, one.row));
    print(where, where.connect().post(PATH + "/relations", where.workspace(), body), "");
    return 0;
  }

  private int show(Where where, String path, Query query, String list) {
    print(where, where.connect().get(PATH + path + query.text(), where.workspace()), list);
    return 0;
  }

  private void print(Where where, JsonNode answer, String list) {
    Terminal terminal = Terminal.of(spec());
    if (where.json()) {
      terminal.line(answer.toPrettyString());
      return;
    }
    GraphLines.of(answer, list).forEach(terminal::line);
    List.of("next", "complete").stream()
        .filter(name -> answer.hasNonNull(name))
        .forEach(name -> terminal.line(name + ": " + answer.get(name).asText()));
  }
}

package dev.raghub.eval;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.DatabaseAddress;
import java.util.ArrayList;
import java.util.List;

/// Makes questions about a known database whose answers and gold rows come from SQL.
/// `docs/sql-gold.md` says when a row is gold.
///
/// ```
/// eval/sql/pagila.yaml ── SqlTemplate ──┐
/// database ── PostgresInstances ────────┴── Instance + wording ──▶ SqlQuestion
/// ```
public final class SqlGold {
  /// The databases that there are templates for.
  public static final List<String> SCHEMAS = List.of("pagila", "chinook", "northwind");

  /// How many questions a template gives where nobody says otherwise.
  public static final int PER_TEMPLATE = 12;

  static final int MAX_PER_TEMPLATE = 1_000;

  private SqlGold() {}

  /// The questions of a schema; the same list for the same seed and database, up to `perTemplate`
  /// of each template. The wordings of a template take turns; the seed says which begins.
  ///
  /// Throws `INVALID_REQUEST` for another schema or a count outside 1 to 1,000, `SOURCE_CHANGED`
  /// when the database holds another schema.
  public static List<SqlQuestion> questions(
      DatabaseAddress address, String schema, long seed, int perTemplate) {
    if (perTemplate < 1 || perTemplate > MAX_PER_TEMPLATE) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "%d questions per template; expected 1 to %d".formatted(perTemplate, MAX_PER_TEMPLATE));
    }
    List<SqlTemplate> templates = SqlTemplate.of(schema);
    List<SqlQuestion> questions = new ArrayList<>();
    try (PostgresInstances instances = new PostgresInstances(address)) {
      for (SqlTemplate template : templates) {
        int first = (seed + template.id()).hashCode();
        List<Instance> sample = instances.sample(template, seed, perTemplate);
        for (int at = 0; at < sample.size(); at++) {
          int wording = Math.floorMod(first + at, template.wordings().size());
          Instance instance = sample.get(at);
          questions.add(
              new SqlQuestion(
                  "%s-%s-%02d".formatted(schema, template.id(), at + 1),
                  schema,
                  template.id(),
                  template.joins(),
                  template.ask(wording, instance.slots()),
                  instance.answers(),
                  instance.gold()));
        }
      }
    }
    return List.copyOf(questions);
  }
}

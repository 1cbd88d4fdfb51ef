package dev.raghub.graph;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.TermSets;
import dev.raghub.corpus.ChunkTerms;
import dev.raghub.corpus.ItemId;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/// Reads passages with their mentions and names for the graph in memory: all of a workspace, or
/// those of some items.
@ApplicationScoped
public class PostgresGraphReader {
  private static final int FETCH = 2_000;
  private static final Pattern FIELD = Pattern.compile("- ([^:\\n]{1,80}): ");

  /// One row a passage. A chunk owns its item's row entity and the names of that row. Mentions and
  /// names are grouped before they are joined, so that a whole workspace takes three scans.
  private static final String PASSAGES =
      """
      SELECT chunk.id, chunk.item, chunk.terms,
        CASE WHEN chunk.terms IS NULL OR false = ANY(chunk.free) THEN chunk.sentences END AS sentences,
        item.type, item.title, item.source, item.key, said.entities, said.places, called.names
      FROM chunk JOIN source_item item ON item.workspace = chunk.workspace AND item.id = chunk.item
      LEFT JOIN (SELECT chunk, array_agg(entity) AS entities, array_agg(sentence) AS places FROM mention
                 WHERE workspace = :workspace <mentions> GROUP BY chunk) said ON said.chunk = chunk.id
      LEFT JOIN (SELECT item, array_agg(name) AS names FROM alias
                 WHERE workspace = :workspace <aliases> GROUP BY item) called ON called.item = chunk.item
      WHERE chunk.workspace = :workspace <chunks> ORDER BY chunk.id
      """;

  private static final String OF_ITEMS = "AND item = ANY(:items)";
  private static final String OF_THEIR_CHUNKS =
      "AND chunk IN (SELECT id FROM chunk WHERE workspace = :workspace AND item = ANY(:items))";

  private final PostgresScope scope;
  private final PostgresResolutionStore resolutions;
  private final PostgresRelationDecisionStore relations;
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  PostgresGraphReader(
      PostgresScope scope,
      PostgresResolutionStore resolutions,
      PostgresRelationDecisionStore relations) {
    this.scope = scope;
    this.resolutions = resolutions;
    this.relations = relations;
  }

  /// Some items as they are now.
  ///
  /// @param items the passages of each; none for one that is gone
  record Changed(Map<Long, List<GraphPassage>> items, Decisions decisions) {}

  /// The workspace's whole graph, as of one moment.
  ///
  /// @param hidden whether the relations that persons hid are in it
  GraphSnapshot load(Workspace workspace, boolean hidden) {
    return scope.read(
        workspace,
        handle -> {
          long revision = head(workspace, handle);
          Decisions decisions = decisions(workspace, handle);
          GraphBaseBuilder builder = new GraphBaseBuilder();
          passages(workspace, handle, "", "")
              .setFetchSize(FETCH)
              .map((row, context) -> passage(row, decisions, hidden))
              .forEach(builder::add);
          return new GraphSnapshot(GraphDelta.none(builder.build()), decisions, revision);
        });
  }

  /// What these items are now, and what is merged.
  Changed of(Workspace workspace, Collection<ItemId> items) {
    List<Long> ids = items.stream().map(ItemId::value).toList();
    Map<Long, List<GraphPassage>> found = new HashMap<>();
    ids.forEach(id -> found.put(id, new ArrayList<>()));
    return scope.read(
        workspace,
        handle -> {
          Decisions decisions = decisions(workspace, handle);
          passages(workspace, handle, OF_ITEMS, OF_THEIR_CHUNKS)
              .bindArray("items", Long.class, ids)
              .map((row, context) -> passage(row, decisions, false))
              .forEach(
                  passage ->
                      found.computeIfAbsent(passage.item(), id -> new ArrayList<>()).add(passage));
          return new Changed(found, decisions);
        });
  }

  private Decisions decisions(Workspace workspace, Handle handle) {
    Merges merges = resolutions.merges(workspace, handle);
    return new Decisions(merges, relations.decisions(workspace, handle, merges));
  }

  private static Query passages(
      Workspace workspace, Handle handle, String ofItems, String ofTheirChunks) {
    return handle
        .createQuery(PASSAGES)
        .define("mentions", ofTheirChunks)
        .define("aliases", ofItems)
        .define("chunks", ofItems.replaceFirst("item", "chunk.item"))
        .bind("workspace", workspace.id().value());
  }

  private static long head(Workspace workspace, Handle handle) {
    return handle
        .createQuery("SELECT revision FROM revision WHERE workspace = :workspace")
        .bind("workspace", workspace.id().value())
        .mapTo(Long.class)
        .findOne()
        .orElse(0L);
  }

  private GraphPassage passage(ResultSet row, Decisions decisions, boolean hidden)
      throws SQLException {
    long item = row.getLong("item");
    Merges merges = decisions.merges();
    List<GraphPassage.Incidence> mentions = new ArrayList<>();
    for (long name : longs(row.getArray("names"))) {
      mentions.add(new GraphPassage.Incidence(merges.root(name), GraphPassage.OWN));
    }
    long[] entities = longs(row.getArray("entities"));
    long[] places = longs(row.getArray("places"));
    for (int i = 0; i < entities.length; i++) {
      mentions.add(new GraphPassage.Incidence(merges.root(entities[i]), (int) places[i]));
    }
    mentions.removeIf(each -> !hidden && decisions.relations().hidden(item, each.entity()));
    mentions.add(new GraphPassage.Incidence(merges.root(item), GraphPassage.OWN));
    List<char[]> terms = terms(row);
    return new GraphPassage(row.getLong("id"), item, mentions, terms, fields(row, terms.size()));
  }

  /// The heading of a row with fields stands for its type, each field line for its field.
  private static List<Optional<FieldName>> fields(ResultSet row, int slots) throws SQLException {
    Array sentences = row.getArray("sentences");
    String type = row.getString("type");
    List<Optional<FieldName>> fields =
        new ArrayList<>(Collections.nCopies(slots, Optional.empty()));
    if (sentences != null) {
      String[] texts = (String[]) sentences.getArray();
      for (int i = 0; i < texts.length; i++) {
        Matcher field = FIELD.matcher(texts[i]);
        if (field.lookingAt()) {
          fields.set(0, Optional.of(new FieldName(type, "")));
          fields.set(1 + i, Optional.of(new FieldName(type, field.group(1))));
        }
      }
    }
    return fields;
  }

  /// Rows of a version that did not store terms yet are analysed here.
  private List<char[]> terms(ResultSet row) throws SQLException {
    byte[] stored = row.getBytes("terms");
    return stored != null
        ? TermSets.decode(stored)
        : ChunkTerms.of(
            analysis,
            ChunkTerms.heading(
                row.getString("title"), row.getString("source"), row.getString("key")),
            Arrays.asList((String[]) row.getArray("sentences").getArray()));
  }

  private static long[] longs(@Nullable Array array) throws SQLException {
    if (array == null) {
      return new long[0];
    }
    return Stream.of((Number[]) array.getArray()).mapToLong(Number::longValue).toArray();
  }
}

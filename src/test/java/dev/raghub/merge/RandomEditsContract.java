package dev.raghub.merge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.TestWorkspaces;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Question;
import dev.raghub.answer.Ranking;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.index.Indexes;
import dev.raghub.index.LuceneDump;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Preparation;
import dev.raghub.retrieve.Retriever;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/// Any sequence of inserts, updates, deletes and returns, singly and in batches, ends in exactly
/// what a fresh build of the survivors gives, in every table and every index. The seed of a failure
/// is in its message; `-Draghub.seed=17` runs only that one, `-Draghub.seeds=1000` as many. The
/// usual number is what fits into a minute or so.
///
/// Embedding is slow, so only each 40th seed embeds about half of its documents; the other seeds
/// compare everything but vectors.
public abstract class RandomEditsContract {
  private static final int EMBEDDING_EVERY = 40;
  private static final double PRECISION = 1e-9;

  /// The model gives slightly different vectors in other batches.
  private static final double EMBEDDED_PRECISION = 0.02;

  private static final List<String> QUESTIONS =
      List.of(
          "Who was seen with Minka near the Blue Harbor?",
          "What did Li Wei answer about TCK-1042 in offline mode?",
          "station harbor closed");

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Embedding embedding;
  @Inject Indexes indexes;
  @Inject Retriever retriever;

  @ConfigProperty(name = "raghub.index.folder")
  Path folder;

  @Test
  void endsInTheStateOfAFreshBuildOfTheSurvivors() {
    Optional<Long> replayed = Optional.ofNullable(Long.getLong("raghub.seed"));
    long[] seeds =
        replayed
            .map(LongStream::of)
            .orElseGet(() -> LongStream.range(0, Long.getLong("raghub.seeds", usualSeeds())))
            .toArray();

    for (long seed : seeds) {
      Workspace edited = TestWorkspaces.fresh(workspaces, "edited-" + seed);
      Workspace built = TestWorkspaces.fresh(workspaces, "built-" + seed);
      boolean embed = seed % EMBEDDING_EVERY == 0 && embeds();

      Random random = new Random(seed);
      List<Document> survivors = new ArrayList<>(edit(edited, random, embed));
      Collections.shuffle(survivors, random);
      beforeBuild(built, random);
      build(built, random, survivors);
      afterBuild(built, random, survivors);

      bringUpToDate(edited, embed);
      bringUpToDate(built, embed);
      assertThat(dump(edited))
          .as("seed %d, replay with -Draghub.seed=%<d", seed)
          .containsExactlyElementsOf(dump(built));
      assertSameRankings(edited, built, seed, embed ? EMBEDDED_PRECISION : PRECISION);
      erase(edited);
      erase(built);
    }
  }

  /// How many seeds are usual.
  protected abstract int usualSeeds();

  /// Whether some seeds embed.
  protected boolean embeds() {
    return true;
  }

  /// The document that is stored for a random one.
  protected Document shaped(Document document) {
    return document;
  }

  /// Brings to an end what happens behind edits.
  protected void settle(Workspace workspace) {}

  /// Does something beside the edits, once a step.
  protected void step(Workspace workspace, Random random) {}

  /// Does to the build, before it begins, what is left of that.
  protected void beforeBuild(Workspace workspace, Random random) {}

  /// Does to the build, when it is done, what is left of that.
  protected void afterBuild(Workspace workspace, Random random, List<Document> survivors) {}

  /// Stores these documents.
  protected final void store(Workspace workspace, Collection<Document> documents) {
    put(workspace, new TreeMap<>(), documents);
  }

  /// Deletes these documents.
  protected final void delete(Workspace workspace, Collection<ItemId> ids) {
    merge.remove(workspace, ids);
  }

  /// All that PostgreSQL and Lucene hold of a workspace.
  protected final List<String> dump(Workspace workspace) {
    List<String> dump = new ArrayList<>(TableDump.of(workspace));
    dump.addAll(LuceneDump.of(folder, workspace));
    return dump;
  }

  /// What a workspace answers to every question by every ranking.
  protected final List<Passage> answers(Workspace workspace) {
    List<Passage> answers = new ArrayList<>();
    for (String question : QUESTIONS) {
      for (Ranking ranking : Ranking.values()) {
        answers.addAll(
            retriever
                .retrieve(workspace, new Question(question, Question.MAX_LIMIT, ranking, true))
                .passages());
      }
    }
    return answers;
  }

  /// Compares what a workspace answered before and after. Scores are sums whose order depends on
  /// the history of the graph in memory, so their last digits may differ.
  protected static void assertSameAnswers(
      Workspace workspace, List<Passage> before, List<Passage> after) {
    assertThat(after)
        .as("the seed stands in the name %s", workspace.id())
        .usingElementComparator((one, other) -> same(one, other, PRECISION) ? 0 : 1)
        .containsExactlyElementsOf(before);
  }

  /// Returns the documents that are there in the end.
  private Collection<Document> edit(Workspace workspace, Random random, boolean embed) {
    RandomDocuments documents =
        new RandomDocuments(random, 1 + random.nextInt(2), 2 + random.nextInt(5), embed);
    Map<ItemId, Document> living = new TreeMap<>();
    for (int step = 25 + random.nextInt(16); step > 0; step--) {
      step(workspace, random);
      switch (random.nextInt(10)) {
        case 0, 1, 2, 3 -> put(workspace, living, List.of(shaped(documents.next())));
        case 4, 5 -> put(workspace, living, batch(documents, random));
        case 6 -> put(workspace, living, List.copyOf(living.values()));
        case 7, 8 -> remove(workspace, living, ids(documents, 1 + random.nextInt(3)));
        default -> {
          bringUpToDate(workspace, embed);
          // Loads the graph, so that later edits reach it as changes.
          retriever.retrieve(workspace, new Question(QUESTIONS.getFirst(), 1));
        }
      }
    }
    return living.values();
  }

  private void build(Workspace workspace, Random random, List<Document> documents) {
    int from = 0;
    while (from < documents.size()) {
      int to = Math.min(documents.size(), from + 1 + random.nextInt(4));
      put(workspace, new TreeMap<>(), documents.subList(from, to));
      from = to;
    }
  }

  private Collection<Document> batch(RandomDocuments documents, Random random) {
    Map<ItemId, Document> batch = new TreeMap<>();
    for (int i = 2 + random.nextInt(4); i > 0; i--) {
      Document document = shaped(documents.next());
      batch.put(document.id(), document);
    }
    return batch.values();
  }

  private static List<ItemId> ids(RandomDocuments documents, int count) {
    List<ItemId> ids = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      ids.add(ItemId.of(documents.source(), documents.key()));
    }
    return ids;
  }

  private void put(
      Workspace workspace, Map<ItemId, Document> living, Collection<Document> documents) {
    merge.merge(
        workspace, documents.stream().map(preparation::prepare).toList(), OptionalLong.empty());
    documents.forEach(document -> living.put(document.id(), document));
  }

  private void remove(Workspace workspace, Map<ItemId, Document> living, List<ItemId> ids) {
    merge.remove(workspace, ids);
    ids.forEach(living::remove);
  }

  private void bringUpToDate(Workspace workspace, boolean embed) {
    settle(workspace);
    if (embed) {
      embedding.embed(workspace, done -> {});
    }
    indexes.catchUp(workspace);
  }

  /// Asks both, by every ranking, and compares order and scores. Equal scores are ordered by chunk,
  /// and a chunk's id is the same in both.
  private void assertSameRankings(Workspace edited, Workspace built, long seed, double precision) {
    for (String question : QUESTIONS) {
      for (Ranking ranking : Ranking.values()) {
        Question asked = new Question(question, Question.MAX_LIMIT, ranking, true);
        List<Passage> after = retriever.retrieve(edited, asked).passages();
        List<Passage> fresh = retriever.retrieve(built, asked).passages();
        assertThat(after)
            .as("seed %d, %s by %s, replay with -Draghub.seed=%1$d", seed, question, ranking)
            .usingElementComparator((one, other) -> same(one, other, precision) ? 0 : 1)
            .containsExactlyElementsOf(fresh);
      }
    }
  }

  private static boolean same(Passage one, Passage other, double precision) {
    boolean samePlace =
        precision > PRECISION
            || (one.citation().key().equals(other.citation().key())
                && one.chunk() == other.chunk()
                && one.sentences().equals(other.sentences()));
    return samePlace && Math.abs(one.score() - other.score()) <= precision;
  }

  private void erase(Workspace workspace) {
    indexes.erase(workspace);
    TestWorkspaces.erase(workspaces, workspace);
  }
}

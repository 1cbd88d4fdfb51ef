package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.GatewayServers;
import dev.raghub.TestWorkspaces;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.index.Indexes;
import dev.raghub.index.ScoredChunk;
import dev.raghub.ingest.Embedding;
import dev.raghub.ingest.Preparation;
import dev.raghub.merge.PostgresMerge;
import dev.raghub.model.Embedder;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Recall of both legs and of their fusion over public multi-hop questions: fusing must not cost
/// what the better leg alone would find. It embeds thousands of passages, so it runs only with
/// `-Draghub.quality=true`, and only where the data lies beside the project.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class FusionQualityIT {
  private static final Logger LOG = Logger.getLogger(FusionQualityIT.class);
  private static final Path DATA = Path.of("..", "shared", "data", "multihop");
  private static final List<Integer> CUTS = List.of(2, 5, 10);
  private static final List<Double> OTHER_SHARES = List.of(0.5, 0.6, 0.7, 0.8, 0.9);
  private static final double TOLERANCE = 1.0;
  private static final int BATCH = 200;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresMerge merge;
  @Inject Preparation preparation;
  @Inject Embedding embedding;
  @Inject Embedder embedder;
  @Inject Indexes indexes;
  @Inject RetrieveSettings settings;

  private final ObjectMapper json = new ObjectMapper();

  @ParameterizedTest
  @ValueSource(strings = {"2wiki_fg101", "musique_train100", "hotpot_train100"})
  void findsNoLessThanTheBetterLeg(String set) {
    assumeTrue(Boolean.getBoolean("raghub.quality"), "only with -Draghub.quality=true");
    Path folder = DATA.resolve(set);
    assumeTrue(Files.exists(folder), "the data is not beside the project: " + folder);
    Workspace workspace = TestWorkspaces.fresh(workspaces, set.replace('_', '-'));
    ingest(workspace, lines(folder.resolve("corpus.jsonl")));

    Map<String, Recall> recalls = measure(workspace, lines(folder.resolve("queries.jsonl")));
    recalls.forEach((ranking, recall) -> LOG.infof("%s %s %s", set, ranking, recall));

    Recall fused = recalls.get("fused");
    for (int cut : List.of(2, 5)) {
      double better = Math.max(recalls.get("bm25").at(cut), recalls.get("dense").at(cut));
      assertThat(fused.at(cut)).as("R@%d", cut).isGreaterThanOrEqualTo(better - TOLERANCE);
    }
  }

  private void ingest(Workspace workspace, List<JsonNode> passages) {
    for (int from = 0; from < passages.size(); from += BATCH) {
      merge.merge(
          workspace,
          passages.subList(from, Math.min(passages.size(), from + BATCH)).stream()
              .map(passage -> preparation.prepare(document(passage)))
              .toList(),
          OptionalLong.empty());
    }
    embedding.embed(workspace, Optional.empty(), done -> {});
    indexes.catchUp(workspace);
  }

  private static Document document(JsonNode passage) {
    String title = passage.get("title").asText();
    return new Document(
        "passages",
        passage.get("id").asText(),
        "passage",
        title,
        List.of(title),
        List.of(),
        passage.get("text").asText(),
        List.of(),
        true);
  }

  private Map<String, Recall> measure(Workspace workspace, List<JsonNode> questions) {
    Map<String, Recall> recalls = new LinkedHashMap<>();
    for (JsonNode question : questions) {
      String text = question.get("question").asText();
      List<ScoredChunk> lexical = indexes.lexical(workspace, text, settings.depth());
      List<ScoredChunk> dense =
          indexes.nearest(workspace, embedder.question(text), settings.depth());
      Set<ItemId> gold = new HashSet<>();
      question.get("gold").forEach(id -> gold.add(ItemId.of("passages", id.asText())));
      note(recalls, "bm25", lexical.stream(), gold);
      note(recalls, "dense", dense.stream(), gold);
      note(recalls, "fused", fused(settings.denseShare(), lexical, dense), gold);
      for (double share : OTHER_SHARES) {
        note(recalls, "with a dense share of " + share, fused(share, lexical, dense), gold);
      }
    }
    return recalls;
  }

  private static Stream<ScoredChunk> fused(
      double share, List<ScoredChunk> lexical, List<ScoredChunk> dense) {
    return new Fusion(share).fuse(lexical, dense).stream().map(Fusion.Fused::chunk);
  }

  private static void note(
      Map<String, Recall> recalls, String ranking, Stream<ScoredChunk> chunks, Set<ItemId> gold) {
    recalls
        .computeIfAbsent(ranking, name -> new Recall())
        .add(chunks.map(ScoredChunk::item).distinct().toList(), gold);
  }

  private List<JsonNode> lines(Path file) {
    try {
      List<JsonNode> nodes = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        nodes.add(json.readTree(line));
      }
      return nodes;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The mean share, in percent, of a question's gold passages among the first.
  private static final class Recall {
    private final Map<Integer, Double> sums = new LinkedHashMap<>();
    private int questions;

    void add(List<ItemId> ranking, Set<ItemId> gold) {
      questions++;
      for (int cut : CUTS) {
        long found = ranking.stream().limit(cut).filter(gold::contains).count();
        sums.merge(cut, 100.0 * found / gold.size(), Double::sum);
      }
    }

    double at(int cut) {
      return sums.get(cut) / questions;
    }

    @Override
    public String toString() {
      StringBuilder text = new StringBuilder();
      CUTS.forEach(cut -> text.append(String.format(Locale.ROOT, "R@%d %.1f  ", cut, at(cut))));
      return text.toString().strip();
    }
  }
}

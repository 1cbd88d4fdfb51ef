package dev.raghub.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.GatewayServers;
import dev.raghub.answer.Passage;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.EntityAddress.Row;
import dev.raghub.graph.Resolution;
import dev.raghub.index.Indexes;
import dev.raghub.merge.RandomEditsContract;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Edits of documents among which a person merges entities and takes that back. What is left is
/// what a fresh build of the survivors gives to which, before or after, the surviving decisions are
/// told; and a merge that is taken back at once leaves nothing at all.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class ResolvedEditsIT extends RandomEditsContract {
  private static final List<String> NAMES =
      List.of(
          "Blue Harbor",
          "Harbor",
          "blue",
          "Minka",
          "Li Wei",
          "Offline Mode",
          "offline",
          "TCK-1042",
          "東京",
          "Straße",
          "station",
          "nobody says this");
  private static final Set<ErrorCode> REFUSALS =
      Set.of(
          ErrorCode.ENTITY_NOT_FOUND,
          ErrorCode.ALREADY_MERGED,
          ErrorCode.MERGE_CYCLE,
          ErrorCode.INVALID_REQUEST);
  private static final int SOURCES = 2;
  private static final int KEYS = 7;
  private static final int SCAFFOLD_KEY = 99;

  @Inject PostgresResolutions resolutions;
  @Inject Indexes indexes;

  private boolean decidedFirst;
  private List<Resolution> surviving = List.of();

  @Override
  protected int usualSeeds() {
    return 100;
  }

  @Override
  protected boolean embeds() {
    return false;
  }

  @Override
  protected void step(Workspace workspace, Random random) {
    surviving = resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS);
    switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> merge(workspace, random);
      case 4 -> unmerge(workspace, random);
      case 5 -> mergeAndUnmerge(workspace, random);
      default -> {
        // Most of the time documents change and nobody decides anything.
      }
    }
    surviving = resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS);
  }

  @Override
  protected void beforeBuild(Workspace workspace, Random random) {
    decidedFirst = random.nextBoolean();
    if (decidedFirst) {
      decide(workspace, random, Set.of());
    }
  }

  @Override
  protected void afterBuild(Workspace workspace, Random random, List<Document> survivors) {
    if (!decidedFirst) {
      Set<ItemId> living = new HashSet<>();
      survivors.forEach(document -> living.add(document.id()));
      decide(workspace, random, living);
    }
  }

  private void merge(Workspace workspace, Random random) {
    EntityAddress entity = address(random);
    EntityAddress into = address(random);
    RaghubException refused =
        catchThrowableOfType(
            RaghubException.class, () -> resolutions.merge(workspace, entity, into, "rh_test"));
    if (refused != null) {
      assertThat(refused.code()).isIn(REFUSALS);
    }
  }

  private void unmerge(Workspace workspace, Random random) {
    if (!surviving.isEmpty()) {
      resolutions.unmerge(workspace, surviving.get(random.nextInt(surviving.size())).id());
    }
  }

  private void mergeAndUnmerge(Workspace workspace, Random random) {
    indexes.catchUp(workspace);
    List<String> before = dump(workspace);
    List<Passage> answers = answers(workspace);
    merge(workspace, random);
    Set<Resolution> made =
        new HashSet<>(resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS));
    surviving.forEach(made::remove);
    if (!made.isEmpty()) {
      indexes.catchUp(workspace);
      answers(workspace);
      made.forEach(said -> resolutions.unmerge(workspace, said.id()));
      indexes.catchUp(workspace);
      assertThat(dump(workspace))
          .as("the seed stands in the name %s", workspace.id())
          .containsExactlyElementsOf(before);
      assertSameAnswers(workspace, answers, answers(workspace));
    }
  }

  /// Tells the surviving decisions, in any order, while documents stand that have all the rows and
  /// names that they speak of.
  private void decide(Workspace workspace, Random random, Set<ItemId> living) {
    List<Document> scaffold =
        Stream.concat(
                Stream.of(document("scaffold", SCAFFOLD_KEY, NAMES)),
                IntStream.range(0, SOURCES * KEYS)
                    .mapToObj(at -> document("s" + at / KEYS, at % KEYS, List.of())))
            .filter(document -> !living.contains(document.id()))
            .toList();
    store(workspace, scaffold);
    List<Resolution> shuffled = new ArrayList<>(surviving);
    Collections.shuffle(shuffled, random);
    shuffled.forEach(said -> resolutions.merge(workspace, said.entity(), said.target(), said.by()));
    delete(workspace, ids(scaffold));
  }

  private static Document document(String source, int key, List<String> names) {
    return new Document(
        source, Integer.toString(key), "thing", "Scaffold", names, List.of(), "", List.of(), false);
  }

  private static List<ItemId> ids(Collection<Document> documents) {
    return documents.stream().map(Document::id).toList();
  }

  private static EntityAddress address(Random random) {
    return random.nextInt(3) == 0
        ? new Row("s" + random.nextInt(SOURCES), Integer.toString(random.nextInt(KEYS)))
        : Addresses.name(NAMES.get(random.nextInt(NAMES.size())));
  }
}

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
import dev.raghub.graph.RelationDecision;
import dev.raghub.graph.RelationDecision.Kind;
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
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Edits of documents among which a person merges entities, pins and hides relations, and takes
/// that back. What is left is what a fresh build of the survivors gives to which, before or after,
/// the surviving decisions are told; and a merge that is taken back at once leaves nothing at all.
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
          ErrorCode.INVALID_REQUEST,
          ErrorCode.CONFLICT);
  private static final UUID FIRST = new UUID(0, 0);
  private static final int SOURCES = 2;
  private static final int KEYS = 7;
  private static final int SCAFFOLD_KEY = 99;

  @Inject PostgresResolutions resolutions;
  @Inject PostgresRelations relations;
  @Inject Indexes indexes;

  private boolean decidedFirst;
  private List<Resolution> surviving = List.of();
  private List<RelationDecision> decided = List.of();

  @Override
  protected int usualSeeds() {
    return 25;
  }

  @Override
  protected boolean embeds() {
    return false;
  }

  @Override
  protected void step(Workspace workspace, Random random) {
    surviving = resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS);
    decided = relations.after(workspace, FIRST, PostgresRelations.MAX_DECISIONS);
    switch (random.nextInt(16)) {
      case 0, 1, 2, 3 -> merge(workspace, random);
      case 4 -> unmerge(workspace, random);
      case 5 -> andBack(workspace, () -> merge(workspace, random));
      case 6, 7, 8 -> decide(workspace, random);
      case 9 -> undo(workspace, random);
      case 10 -> andBack(workspace, () -> decide(workspace, random));
      default -> {
        // Most of the time documents change and nobody decides anything.
      }
    }
    surviving = resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS);
    decided = relations.after(workspace, FIRST, PostgresRelations.MAX_DECISIONS);
  }

  @Override
  protected void beforeBuild(Workspace workspace, Random random) {
    decidedFirst = random.nextBoolean();
    if (decidedFirst) {
      decideAgain(workspace, random, Set.of());
    }
  }

  @Override
  protected void afterBuild(Workspace workspace, Random random, List<Document> survivors) {
    if (!decidedFirst) {
      Set<ItemId> living = new HashSet<>();
      survivors.forEach(document -> living.add(document.id()));
      decideAgain(workspace, random, living);
    }
  }

  private void merge(Workspace workspace, Random random) {
    EntityAddress entity = address(random);
    EntityAddress into = address(random);
    attempt(() -> resolutions.merge(workspace, entity, into, "rh_test"));
  }

  private void decide(Workspace workspace, Random random) {
    EntityAddress entity = address(random);
    Row row = row(random);
    Kind kind = random.nextInt(3) == 0 ? Kind.PIN : Kind.HIDE;
    attempt(() -> relations.decide(workspace, row, entity, kind, "rh_test"));
  }

  private static void attempt(ThrowingCallable decision) {
    RaghubException refused = catchThrowableOfType(RaghubException.class, decision);
    if (refused != null) {
      assertThat(refused.code()).isIn(REFUSALS);
    }
  }

  private void undo(Workspace workspace, Random random) {
    if (!decided.isEmpty()) {
      relations.undo(workspace, decided.get(random.nextInt(decided.size())).id());
    }
  }

  private void unmerge(Workspace workspace, Random random) {
    if (!surviving.isEmpty()) {
      resolutions.unmerge(workspace, surviving.get(random.nextInt(surviving.size())).id());
    }
  }

  /// Decides something and takes it back at once.
  private void andBack(Workspace workspace, Runnable decision) {
    indexes.catchUp(workspace);
    List<String> before = dump(workspace);
    List<Passage> answers = answers(workspace);
    decision.run();
    Set<Resolution> merged =
        new HashSet<>(resolutions.latest(workspace, PostgresResolutions.MAX_RESOLUTIONS));
    surviving.forEach(merged::remove);
    Set<RelationDecision> made =
        new HashSet<>(relations.after(workspace, FIRST, PostgresRelations.MAX_DECISIONS));
    decided.forEach(made::remove);
    if (!merged.isEmpty() || !made.isEmpty()) {
      indexes.catchUp(workspace);
      answers(workspace);
      merged.forEach(said -> resolutions.unmerge(workspace, said.id()));
      made.forEach(said -> relations.undo(workspace, said.id()));
      indexes.catchUp(workspace);
      assertThat(dump(workspace))
          .as("the seed stands in the name %s", workspace.id())
          .containsExactlyElementsOf(before);
      assertSameAnswers(workspace, answers, answers(workspace));
    }
  }

  /// Tells the surviving decisions, in any order, while documents stand that have all the rows and
  /// names that they speak of.
  private void decideAgain(Workspace workspace, Random random, Set<ItemId> living) {
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
    List<RelationDecision> again = new ArrayList<>(decided);
    Collections.shuffle(again, random);
    again.forEach(
        said -> relations.decide(workspace, said.row(), said.entity(), said.kind(), said.by()));
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
        ? row(random)
        : Addresses.name(NAMES.get(random.nextInt(NAMES.size())));
  }

  private static Row row(Random random) {
    return new Row("s" + random.nextInt(SOURCES), Integer.toString(random.nextInt(KEYS)));
  }
}

package dev.raghub.reading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.Superuser;
import dev.raghub.corpus.ItemId;
import dev.raghub.document.Assertion;
import dev.raghub.document.Document;
import dev.raghub.graph.EntityId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Texts through the whole line: queue, scripted model, guards, graph.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ExtractionProfile.class)
class ExtractionsIT extends ReadWorkspace {
  @Test
  void putsRelationsAndMentionsIntoTheGraph() {
    put(document("1", "open", TEXT));

    assertThat(workers.drain(workspace)).isEqualTo(1);

    assertThat(tables().relations()).containsExactly("li wei part of ghent 2 model");
    assertThat(tables().modelMentions()).containsExactly("ghent 2", "li wei 2");
    assertThat(status().done()).isEqualTo(1);
    assertThat(status().promptTokens()).isEqualTo(model.tokens(model.asked(workspace).getFirst()));
  }

  @Test
  void asksNothingOfRowsWithoutText() {
    put(document("1", "open", ""), document("2", "x".repeat(900), "Too short."));

    assertThat(workers.drain(workspace)).isZero();
    assertThat(status().texts()).isZero();
  }

  @Test
  void paysEqualTextsOnceAndUnchangedOnesNeverAgain() {
    put(document("1", "open", TEXT), document("2", "open", TEXT));
    assertThat(workers.drain(workspace)).isEqualTo(1);
    assertThat(tables().relations()).hasSize(2);

    put(document("1", "closed", TEXT), document("3", "new", TEXT));
    // Before anybody looks: what is known of a text stands with it.
    assertThat(tables().relations()).hasSize(3);
    assertThat(workers.drain(workspace)).isZero();
  }

  @Test
  void readsAgainWhatWasEditedAndThatAlone() {
    put(document("1", "open", TEXT), document("2", "open", TEXT.replace("Ghent", "Bruges")));
    assertThat(workers.drain(workspace)).isEqualTo(2);

    put(document("2", "open", TEXT.replace("Ghent", "Aalst")));

    assertThat(tables().relations()).containsExactly("li wei part of ghent 2 model");
    assertThat(tables().entities()).doesNotContain("bruges");
    assertThat(workers.drain(workspace)).isEqualTo(1);
    assertThat(tables().relations())
        .containsExactly("li wei part of aalst 2 model", "li wei part of ghent 2 model");
    assertThat(status().texts()).isEqualTo(2);
  }

  @Test
  void keepsNothingOfATextThatIsGone() {
    put(document("1", "open", TEXT));
    workers.drain(workspace);

    merge.remove(workspace, List.of(ItemId.of("piers", "1")));

    assertThat(tables().rows("extraction")).isEmpty();
    assertThat(tables().rows("excerpt")).isEmpty();
    assertThat(tables().relations()).isEmpty();
    assertThat(tables().entities()).doesNotContain("li wei");
  }

  @Test
  void keepsWhatWasPushedBesideWhatWasRead() {
    Document read = document("1", "open", TEXT);
    put(
        new Document(
            read.source(),
            read.key(),
            read.type(),
            read.title(),
            read.names(),
            read.facets(),
            read.body(),
            read.links(),
            List.of(new Assertion("Li Wei", "part of", "Ghent")),
            false));
    workers.drain(workspace);

    assertThat(tables().relations())
        .containsExactly("li wei part of ghent 2 document", "li wei part of ghent 2 model");
  }

  @Test
  void replacesWhatAnotherModelRead() {
    put(document("1", "open", TEXT));
    workers.drain(workspace);
    Superuser.execute(
        "UPDATE extraction SET model = 'older' WHERE workspace = '%s'".formatted(workspace.id()));
    model.script(
        workspace,
        prompt -> model.says(prompt, "{\"facts\":[" + ScriptedModel.fact(1, "E1", "E2") + "]}"));

    put(document("2", "open", TEXT));
    assertThat(tables().relations()).hasSize(2);
    assertThat(workers.drain(workspace)).isEqualTo(1);

    assertThat(tables().relations())
        .containsExactly("pier part of blue harbor 1 model", "pier part of blue harbor 1 model");
    assertThat(tables().rows("extraction")).hasSize(1);
  }

  @Test
  void notesWhatAnEarlierVersionStored() {
    put(document("1", "open", TEXT), document("2", "open", ""));
    Superuser.execute("DELETE FROM excerpt WHERE workspace = '%s'".formatted(workspace.id()));
    Superuser.execute("DELETE FROM extraction WHERE workspace = '%s'".formatted(workspace.id()));

    workers.plan(workspace);
    awaitNothingPending();

    assertThat(status().texts()).isEqualTo(1);
    assertThat(tables().relations()).hasSize(1);
    assertThat(workers.plan(workspace)).isZero();
  }

  @Test
  void joinsANameToTheRowThatBearsItAndNeverToALikeOne() {
    put(
        new Document(
            "people", "1", "person", "Li Wei", List.of("Li Wei"), List.of(), "", List.of(), false),
        new Document(
            "people", "2", "person", "Li Wei", List.of("Li Wei"), List.of(), "", List.of(), false),
        new Document(
            "people",
            "3",
            "person",
            "Li Weis",
            List.of("Li Weis"),
            List.of(),
            "",
            List.of(),
            false));
    put(document("1", "open", TEXT));
    workers.drain(workspace);

    assertThat(
            Superuser.strings(
                "SELECT item.key FROM assertion JOIN alias ON alias.workspace = assertion.workspace "
                    + "AND alias.name = assertion.subject JOIN source_item item ON item.workspace = alias.workspace "
                    + "AND item.id = alias.item WHERE assertion.workspace = ? ORDER BY 1",
                workspace.id().value()))
        .containsExactly("1", "2");
  }

  @Test
  void keepsACompletionThatPostgresqlCouldNot() {
    model.script(
        workspace,
        prompt -> model.says(prompt, "\0 and \ud83d and " + ScriptedModel.facts(prompt)));
    put(document("1", "open", TEXT));

    workers.drain(workspace);

    assertThat(tables().relations()).hasSize(1);
  }

  @Test
  void readsWhatIsPushedAndShowsItToTheNextQuestion() {
    pushed.put(workspace, List.of(document("1", "open", TEXT)));
    awaitNothingPending();

    assertThat(tables().relations()).containsExactly("li wei part of ghent 2 model");
    indexes.refresh(workspace);
    assertThat(graphs.of(workspace).entity(EntityId.ofName("li wei"))).isNotNegative();
  }
}

package dev.raghub.reading;

import dev.raghub.GatewayServers;
import dev.raghub.document.Document;
import dev.raghub.merge.RandomEditsContract;
import dev.raghub.model.Completion;
import dev.raghub.model.Prompt;
import dev.raghub.workspace.Workspace;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.util.List;

/// Edits of documents that a scripted model reads, a pure function of the text: after some edits,
/// so that some texts are replaced before they are read, and some after. Each fifth text fails.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(ExtractionProfile.class)
class ReadEditsIT extends RandomEditsContract {
  private static final List<String> PARAGRAPHS =
      List.of(
          "The Old Pier belongs to Blue Harbor and to nobody else, whatever Li Wei may say about it in public. "
              + "Li Wei has met Minka there more than once, in the evening, when Ghent was asleep and the cranes stood still. ",
          "Nobody in Ghent remembers when TCK-1042 was opened by Minka, and nobody has asked Li Wei about it since. "
              + "The Offline Mode of Blue Harbor was written in a week, they say, by people who had never seen a ship.",
          "Too little stands here for anybody to make anything of it, and yet it goes on for more than two hundred letters, "
              + "because a text that is shorter than that would not be read by a model at all, which is what is wanted here.");

  @Inject ExtractionWorkers workers;
  @Inject ScriptedModel model;

  @Override
  protected int usualSeeds() {
    return 25;
  }

  @Override
  protected boolean embeds() {
    return false;
  }

  @Override
  protected Document shaped(Document random) {
    int chosen = Math.floorMod(random.contentHash().hashCode(), 8);
    if (chosen >= 2 * PARAGRAPHS.size()) {
      return random;
    }
    String paragraph = PARAGRAPHS.get(chosen % PARAGRAPHS.size());
    String body =
        chosen < PARAGRAPHS.size()
            ? "- status: %s\n\n%s".formatted(random.key(), paragraph)
            : random.body() + "\n\n" + paragraph;
    return new Document(
        random.source(),
        random.key(),
        random.type(),
        // Title and paragraph are often met again, under other fields and in other rows.
        chosen < PARAGRAPHS.size() ? "Old Pier" : random.title(),
        random.names(),
        random.facets(),
        body,
        random.links(),
        random.assertions(),
        random.embed());
  }

  @Override
  protected void settle(Workspace workspace) {
    model.script(workspace, this::answer);
    workers.drain(workspace);
  }

  private Completion answer(Prompt prompt) {
    boolean fails = Math.floorMod(prompt.user().hashCode(), 5) == 0;
    return fails ? model.says(prompt, "I would rather not.") : model.related(prompt);
  }
}

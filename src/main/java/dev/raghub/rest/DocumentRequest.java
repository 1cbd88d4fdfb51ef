package dev.raghub.rest;

import dev.raghub.document.Assertion;
import dev.raghub.document.Document;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.source.Link;
import dev.raghub.workspace.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A document as it arrives.
public record DocumentRequest(
    @Schema(required = true, minLength = 1, maxLength = MAX_TITLE) @Nullable String title,
    @Schema(
            required = true,
            description = "markdown; '- name: value' lines are fields",
            maxLength = Body.MAX_CHARACTERS)
        @Nullable String text,
    @Schema(defaultValue = "document", minLength = 1, maxLength = MAX_NAME) Optional<String> type,
    @Schema(description = "what else it is called", maxItems = MAX_NAMES)
        Optional<List<String>> names,
    @Schema(description = "documents it points to", maxItems = MAX_LINKS)
        Optional<List<LinkRequest>> links,
    @Schema(description = "what was extracted from it elsewhere", maxItems = MAX_ASSERTIONS)
        Optional<List<AssertionRequest>> assertions,
    @Schema(
            description = "who may read it: keys that hold one of these; none = everybody",
            maxItems = Labels.MOST)
        Optional<List<String>> labels) {
  private static final int MAX_TITLE = 1_000;
  private static final int MAX_KEY = 1_000;
  private static final int MAX_NAME = 200;
  private static final int MAX_NAMES = 100;
  private static final int MAX_LINKS = 1_000;
  private static final int MAX_ASSERTIONS = 1_000;

  /// A link as it arrives.
  public record LinkRequest(
      @Schema(required = true, minLength = 1, maxLength = MAX_NAME) @Nullable String name,
      @Schema(defaultValue = "documents", minLength = 1, maxLength = MAX_NAME)
          Optional<String> source,
      @Schema(required = true, minLength = 1, maxLength = MAX_KEY) @Nullable String key,
      @Schema(minLength = 1, maxLength = MAX_TITLE) Optional<String> title) {

    Link toLink() {
      String target = Body.line("links.key", key, MAX_KEY);
      return new Link(
          Body.line("links.name", name, MAX_NAME),
          Body.line("links.source", source.orElse(PushedDocuments.SOURCE), MAX_NAME),
          target,
          Body.line("links.title", title.orElse(target), MAX_TITLE));
    }
  }

  /// An assertion as it arrives.
  public record AssertionRequest(
      @Schema(required = true, maxLength = MAX_NAME, examples = "The Outlaw Express")
          @Nullable String subject,
      @Schema(required = true, maxLength = MAX_NAME, examples = "directed by")
          @Nullable String predicate,
      @Schema(required = true, maxLength = MAX_NAME, examples = "Leo D. Maloney")
          @Nullable String object) {

    Assertion toAssertion() {
      return new Assertion(
          Body.line("assertions.subject", subject, MAX_NAME),
          Body.line("assertions.predicate", predicate, MAX_NAME),
          Body.line("assertions.object", object, MAX_NAME));
    }
  }

  /// The document that would be stored under a key.
  public Document toDocument(String key) {
    String named = Body.line("title", title, MAX_TITLE);
    List<String> all = new ArrayList<>();
    all.add(named);
    // A list from JSON may hold nulls, whatever its type says.
    Body.atMost("names", MAX_NAMES, names.orElse(List.of()))
        .forEach(each -> all.add(Body.line("names", each, MAX_TITLE)));
    return new Document(
        PushedDocuments.SOURCE,
        Body.line("key", key, MAX_KEY),
        Body.line("type", type.orElse("document"), MAX_NAME),
        named,
        all,
        List.of(),
        Body.text("text", text),
        Body.atMost("links", MAX_LINKS, links.orElse(List.of())).stream()
            .map(link -> Body.field("links", link).toLink())
            .toList(),
        Body.atMost("assertions", MAX_ASSERTIONS, assertions.orElse(List.of())).stream()
            .map(assertion -> Body.field("assertions", assertion).toAssertion())
            .toList(),
        true,
        Labels.of(
            Body.atMost("labels", Labels.MOST, labels.orElse(List.of())).stream()
                .map(each -> Body.line("labels", each, MAX_NAME))
                .toList()));
  }
}

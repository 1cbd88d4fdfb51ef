package dev.raghub.rest;

import dev.raghub.document.Document;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.source.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A document as it arrives.
public record DocumentRequest(
    @Schema(required = true, minLength = 1, maxLength = 1000) @Nullable String title,
    @Schema(required = true, description = "markdown; '- name: value' lines are fields")
        @Nullable String text,
    @Schema(defaultValue = "document") Optional<String> type,
    @Schema(description = "what else it is called") Optional<List<String>> names,
    @Schema(description = "documents it points to") Optional<List<LinkRequest>> links) {

  /// A link as it arrives.
  public record LinkRequest(
      @Schema(required = true) @Nullable String name,
      @Schema(defaultValue = "documents") Optional<String> source,
      @Schema(required = true) @Nullable String key,
      Optional<String> title) {

    Link toLink() {
      String target = Body.field("links.key", key);
      return new Link(
          Body.field("links.name", name),
          source.orElse(PushedDocuments.SOURCE),
          target,
          title.orElse(target));
    }
  }

  Document toDocument(String key) {
    String named = Body.field("title", title);
    List<String> all = new ArrayList<>(names.orElse(List.of()));
    all.addFirst(named);
    return new Document(
        PushedDocuments.SOURCE,
        key,
        type.orElse("document"),
        named,
        all,
        List.of(),
        Body.field("text", text),
        links.orElse(List.of()).stream().map(LinkRequest::toLink).toList(),
        true);
  }
}

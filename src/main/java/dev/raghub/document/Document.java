package dev.raghub.document;

import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.StableHash;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.source.Link;
import dev.raghub.workspace.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/// What raghub knows of one row or pushed text.
///
/// @param source the citation's table name, 1 to 200 characters
/// @param key the row's key as text, 1 to 1,000 characters
/// @param type the entity type
/// @param title the display name
/// @param names what else it is called, and its title where that is a name of its own
/// @param facets values of low cardinality that are worth a node
/// @param body markdown; `- name: value` lines for fields, paragraphs for free text
/// @param links the documents it points to
/// @param assertions what was extracted from it elsewhere
/// @param embed whether its chunks are worth a vector
/// @param labels who may read it
public record Document(
    String source,
    String key,
    String type,
    String title,
    List<String> names,
    List<String> facets,
    String body,
    List<Link> links,
    List<Assertion> assertions,
    boolean embed,
    Labels labels) {
  private static final String HASH_VERSION = "4";
  private static final int MAX_SOURCE = 200;
  private static final int MAX_KEY = 1_000;

  public Document {
    requireLength("source", source, MAX_SOURCE);
    requireLength("key", key, MAX_KEY);
    if (title.indexOf('\0') >= 0 || body.indexOf('\0') >= 0) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "the text holds a NUL character, which PostgreSQL cannot keep; remove it");
    }
    names = List.copyOf(names);
    facets = List.copyOf(facets);
    links = List.copyOf(links);
    assertions = List.copyOf(assertions);
  }

  /// A document from which nothing was extracted elsewhere, for everybody in the workspace.
  public Document(
      String source,
      String key,
      String type,
      String title,
      List<String> names,
      List<String> facets,
      String body,
      List<Link> links,
      boolean embed) {
    this(source, key, type, title, names, facets, body, links, List.of(), embed, Labels.NONE);
  }

  /// A document for everybody in the workspace.
  public Document(
      String source,
      String key,
      String type,
      String title,
      List<String> names,
      List<String> facets,
      String body,
      List<Link> links,
      List<Assertion> assertions,
      boolean embed) {
    this(source, key, type, title, names, facets, body, links, assertions, embed, Labels.NONE);
  }

  public ItemId id() {
    return ItemId.of(source, key);
  }

  /// Changes exactly when something changes that is stored or derived.
  public UUID contentHash() {
    List<String> parts =
        new ArrayList<>(List.of(HASH_VERSION, type, title, body, Boolean.toString(embed)));
    parts.add(Integer.toString(names.size()));
    parts.addAll(names);
    parts.add(Integer.toString(facets.size()));
    parts.addAll(facets);
    links.forEach(
        link -> parts.addAll(List.of(link.name(), link.source(), link.key(), link.title())));
    parts.add(Integer.toString(assertions.size()));
    assertions.forEach(
        assertion ->
            parts.addAll(List.of(assertion.subject(), assertion.predicate(), assertion.object())));
    // Only where there are some: others keep the hash they had, and are not read anew.
    if (!labels.isEmpty()) {
      parts.add("labels");
      parts.addAll(labels.names());
    }
    return StableHash.uuid(parts.toArray(String[]::new));
  }

  private static void requireLength(String field, String value, int max) {
    if (value.isBlank() || value.length() > max || value.indexOf('\0') >= 0) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'%s' has %d characters; expected 1 to %d, not blank, without NUL"
              .formatted(field, value.length(), max));
    }
  }
}

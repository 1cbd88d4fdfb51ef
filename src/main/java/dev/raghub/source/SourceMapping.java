package dev.raghub.source;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One source: a table, query or folder whose rows become documents.
///
/// @param name unique in the mapping; what a citation calls the table
/// @param type the entity type of a row, singular
/// @param key the key columns; empty = the key is a hash of the whole row
/// @param title columns (joined by a space) and reference names (set off by a comma)
/// @param aliases columns with further unique natural keys, such as an e-mail address
/// @param columns values, in the order in which they are rendered
/// @param text free text columns
/// @param facets those of `columns` with few distinct values
/// @param change the column that moves when a row changes; empty = none
/// @param computable what may be computed over the rows
/// @param readers who may read the rows
/// @param template Qute markdown, carried through; empty = the standard rendering
public record SourceMapping(
    String name,
    String type,
    SourceOrigin origin,
    List<String> key,
    List<String> title,
    List<String> aliases,
    List<String> columns,
    List<String> text,
    List<String> facets,
    List<ReferenceMapping> references,
    List<ListMapping> lists,
    String change,
    Computable computable,
    EmbedPolicy embed,
    Readers readers,
    String template) {
  public SourceMapping {
    key = List.copyOf(key);
    title = List.copyOf(title);
    aliases = List.copyOf(aliases);
    columns = List.copyOf(columns);
    text = List.copyOf(text);
    facets = List.copyOf(facets);
    references = List.copyOf(references);
    lists = List.copyOf(lists);
    if (name.isBlank() || type.isBlank()) {
      throw Mapping.invalid("source \"" + name + "\" needs a name and a type; one is empty");
    }
    if (!columns.containsAll(facets)) {
      throw Mapping.invalid(
          "facets " + facets + " of source \"" + name + "\" are not all among columns " + columns);
    }
    refuseTwice(name, references, lists);
  }

  private static void refuseTwice(
      String source, List<ReferenceMapping> references, List<ListMapping> lists) {
    Set<String> names = new HashSet<>();
    references.forEach(reference -> refuseTwice(source, reference.name(), names));
    lists.forEach(list -> refuseTwice(source, list.name(), names));
  }

  private static void refuseTwice(String source, String name, Set<String> names) {
    if (!names.add(name)) {
      throw Mapping.invalid(
          "source \"%s\" has two references or lists named \"%s\"; expected each name only once"
              .formatted(source, name));
    }
  }

  /// A row of the source in words, or several: `order detail`, `order details`.
  public String called(long count) {
    return Words.human(count == 1 ? type : Words.plural(Words.snake(type)));
  }

  /// The reference with this exact name.
  public Optional<ReferenceMapping> reference(String referenceName) {
    return references.stream().filter(each -> each.name().equals(referenceName)).findFirst();
  }
}

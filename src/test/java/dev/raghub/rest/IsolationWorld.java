package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.rest.Client.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Two tenants with two workspaces each, and in each of these the same keys for everybody, for who
/// holds the label red, and for who holds the label blue. Every text has a canary: a word that
/// stands nowhere else.
///
/// @param suffix what this world's words and workspaces end with, so that no other test has them
record IsolationWorld(String suffix) {
  /// Who may read a row.
  enum Set {
    OPEN,
    RED,
    BLUE;

    /// As words and keys have it.
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// A workspace, such as `a1`.
  record Space(String place, String suffix) {
    String workspace() {
      return "iso-" + place + "-" + suffix;
    }

    /// The word of the texts that this set may read.
    String canary(Set set) {
      return "zebravox" + place + set.word() + suffix;
    }

    /// The word of the names that those texts have; a question may use it to point at them.
    String name(Set set) {
      return "quaxel" + place + set.word() + suffix;
    }

    Optional<String> header() {
      return Optional.of(workspace());
    }
  }

  Space a1() {
    return new Space("a1", suffix);
  }

  Space a2() {
    return new Space("a2", suffix);
  }

  Space b1() {
    return new Space("b1", suffix);
  }

  Space b2() {
    return new Space("b2", suffix);
  }

  List<Space> spaces() {
    return List.of(a1(), a2(), b1(), b2());
  }

  /// The label that the rows of a set have, in every workspace the same.
  String label(Set set) {
    return "iso" + set.word() + suffix;
  }

  static String key(Set set) {
    return set == Set.OPEN ? "same-key" : set.word() + "-key";
  }

  /// Every word that nobody may see who may enter these workspaces only and reads these sets there.
  List<String> hidden(List<Space> entered, List<Set> sets) {
    List<String> hidden = new ArrayList<>();
    for (Space space : spaces()) {
      boolean inside = entered.contains(space);
      if (!inside) {
        hidden.add(space.workspace());
      }
      for (Set set : Set.values()) {
        if (!inside || !sets.contains(set)) {
          hidden.add(space.canary(set));
          hidden.add(space.name(set));
        }
      }
    }
    return hidden;
  }

  /// The same with the keys and labels of rows that may not be read.
  List<String> hiddenRows(Space entered, List<Set> sets) {
    List<String> hidden = new ArrayList<>(hidden(List.of(entered), sets));
    for (Set set : Set.values()) {
      if (!sets.contains(set)) {
        hidden.add(key(set));
        hidden.add(label(set));
      }
    }
    return hidden;
  }

  /// Names to ask for: all of A1, and one of each other workspace.
  List<String> names() {
    List<String> names = new ArrayList<>();
    for (Set set : Set.values()) {
      names.add(a1().name(set));
    }
    for (Space other : List.of(a2(), b1(), b2())) {
      names.add(other.name(Set.OPEN));
    }
    return names;
  }

  /// Every canary of every workspace.
  List<String> canaries() {
    return hidden(List.of(), List.of()).stream().filter(word -> !word.startsWith("iso-")).toList();
  }

  void fill(Client admin) throws IOException {
    System.setProperty("ISOLATION_USER", Client.setting("raghub.test.superuser"));
    System.setProperty("ISOLATION_PASSWORD", Client.setting("raghub.test.superuser-password"));
    for (Space space : spaces()) {
      admin.workspace(space.workspace());
      for (Set set : Set.values()) {
        push(admin, space, set);
      }
      mapping(space);
    }
  }

  private void push(Client admin, Space space, Set set) {
    Map<String, Object> document = new HashMap<>();
    document.put("title", "Lighthouse");
    document.put("text", "The password of the lighthouse is %s.".formatted(space.canary(set)));
    document.put("names", List.of("Tower " + space.name(set)));
    document.put("labels", labels(set));
    Answer put = admin.put("/v1/documents/" + key(set), space.header(), Client.text(document));
    assertThat(put.status()).as(put.body()).isEqualTo(201);
  }

  List<String> labels(Set set) {
    return set == Set.OPEN ? List.of() : List.of(label(set));
  }

  /// Three rows with the same keys in each workspace, one for each set.
  private void mapping(Space space) throws IOException {
    Path mappings = Files.createDirectories(Path.of(Client.setting("raghub.ingest.mappings")));
    List<String> rows = new ArrayList<>();
    for (Set set : Set.values()) {
      rows.add(
          "(%d, 'Beacon %s', '%s')"
              .formatted(rows.size() + 1, space.canary(set), String.join(",", labels(set))));
    }
    Files.writeString(
        mappings.resolve(space.workspace() + ".yaml"),
        """
        workspace: %s
        database:
          url: %s
          user: ${ISOLATION_USER}
          password: ${ISOLATION_PASSWORD}
        sources:
          - name: beacon
            query: SELECT * FROM (VALUES %s) AS beacon (id, title, readers)
            key: [id]
            title: [title]
            columns: [title]
            label_columns: [readers]
            counts: true
        """
            .formatted(space.workspace(), Client.database("postgres"), String.join(", ", rows)));
  }
}

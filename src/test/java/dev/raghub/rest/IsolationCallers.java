package dev.raghub.rest;

import dev.raghub.rest.IsolationWorld.Set;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who calls in the isolation matrix, each with what may never reach it.
///
/// @param nobody without a key
/// @param one every role, in the first workspace of A alone
/// @param both every role, in both workspaces of A
/// @param blue may query A's first workspace, and reads there what is blue or for everybody
/// @param red the same with red
/// @param plain reads there what is for everybody
record IsolationCallers(
    Asker nobody,
    Asker one,
    Asker both,
    Asker blue,
    Asker red,
    Asker plain,
    Map<String, Asker> lacking) {
  /// How many kinds of them: those below, and who lacks the role.
  static final int COUNT = 7;

  private static final List<String> ALL = List.of("query", "ingest", "admin");

  /// A caller.
  ///
  /// @param name as tables have it
  /// @param hidden words that may stand in no answer to it
  record Asker(String name, Client client, List<String> hidden) {}

  static IsolationCallers of(Client admin, IsolationWorld world) {
    List<Set> every = List.of(Set.values());
    String first = world.a1().workspace();
    String second = world.a2().workspace();
    List<String> outsideOne = world.hidden(List.of(world.a1()), every);
    return new IsolationCallers(
        new Asker("no key", admin.withoutKey(), world.hidden(List.of(), List.of())),
        new Asker("A1", admin.withKey(ALL, first), outsideOne),
        new Asker(
            "A1 and A2",
            admin.withKey(ALL, first, second),
            world.hidden(List.of(world.a1(), world.a2()), every)),
        reader(admin, world, Set.BLUE),
        reader(admin, world, Set.RED),
        reader(admin, world, Set.OPEN),
        Map.of(
            "admin",
            new Asker("no role", admin.withKey(List.of("query", "ingest"), first), outsideOne),
            "ingest",
            new Asker("no role", admin.withKey(List.of("query"), first), outsideOne),
            "query",
            new Asker("no role", admin.withKey(List.of("ingest"), first), outsideOne)));
  }

  private static Asker reader(Client admin, IsolationWorld world, Set set) {
    String key =
        Client.text(
            Map.of(
                "name", "reader",
                "roles", List.of("query"),
                "workspaces", List.of(world.a1().workspace()),
                "labels", world.labels(set)));
    return new Asker(
        set == Set.OPEN ? "no label" : set.word(),
        new Client(
            admin.gateway(),
            admin.post("/v1/admin/keys", Optional.empty(), key).json().get("key").asText()),
        world.hiddenRows(world.a1(), sets(set)));
  }

  /// What a caller reads who holds the label of this set.
  static List<Set> sets(Set set) {
    return set == Set.OPEN ? List.of(Set.OPEN) : List.of(Set.OPEN, set);
  }

  /// Those who may not read everything, whose answers may be kept before they ask, first.
  List<Asker> readers() {
    return List.of(blue, red, plain);
  }
}

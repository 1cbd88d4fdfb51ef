package dev.raghub.replica;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.Superuser;
import dev.raghub.change.Await;
import dev.raghub.change.ShopDatabase;
import dev.raghub.index.LuceneDump;
import dev.raghub.merge.TableDump;
import dev.raghub.rest.Client;
import dev.raghub.source.MappingYaml;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A workspace that a shop's database fills, over HTTP.
record Filled(String workspace, ShopDatabase shop, Path mapping) {
  /// Makes it and ingests it.
  static Filled from(ShopDatabase shop, Client admin) {
    return named("replicated-" + UUID.randomUUID().toString().substring(0, 8), shop, admin);
  }

  /// The same under this name.
  static Filled named(String name, ShopDatabase shop, Client admin) {
    Filled made = new Filled(admin.workspace(name), shop, shop.map(name));
    for (JsonNode run : made.run(admin).json().get("runs")) {
      Await.until(
          "run " + run,
          () ->
              admin
                  .get("/v1/admin/runs/" + run, made.header())
                  .json()
                  .get("state")
                  .asText()
                  .equalsIgnoreCase("finished"));
    }
    return made;
  }

  /// Has the database tell of its changes.
  void tell(Feed feed) {
    switch (feed) {
      case TRIGGERS -> installTriggers();
      case LOG -> {
        ShopDatabase.decode(mapping);
        Await.until("all was read since the slot was made", () -> isDecodedTo("0/0"));
      }
    }
  }

  /// Nothing waits anywhere, and the log was read up to here.
  boolean isSettled(Client admin, Feed feed, String position) {
    return switch (feed) {
      case TRIGGERS -> isSettled(admin);
      case LOG -> isDecodedTo(position) && isAtRest(admin);
    };
  }

  private boolean isDecodedTo(String position) {
    return !Superuser.strings(
            "SELECT slot FROM decoding WHERE workspace = ? AND NOT reconcile AND position >= '%s'"
                .formatted(position),
            workspace)
        .isEmpty();
  }

  void installTriggers() {
    ShopDatabase.installTriggers(MappingYaml.read(mapping));
  }

  /// Starts a full run; refused where one is at work.
  Client.Answer run(Client admin) {
    return admin.post("/v1/admin/runs", header(), "{\"allowDeletes\": true}");
  }

  /// The same, once one is at work.
  void startRun(Client admin) {
    Await.until("a run begins", () -> run(admin).status() / 100 == 2);
    Await.until("it reads", () -> !runs("state = 'running'").isEmpty());
  }

  /// How many runs a gateway has taken over that another had begun.
  int takeovers() {
    return runs("takeovers > 0").size();
  }

  /// The numbers of such runs.
  List<String> runs(String which) {
    return Superuser.strings(
        "SELECT id::text FROM run WHERE workspace = ? AND " + which, workspace);
  }

  /// Nothing waits in the database, in the queue, nor as a run.
  boolean isSettled(Client admin) {
    return shop.told().isEmpty() && isAtRest(admin);
  }

  /// The same of a shop that tells nothing.
  boolean isAtRest(Client admin) {
    return hasNothingQueued(admin) && hasNoRun();
  }

  private boolean hasNoRun() {
    return runs("state IN ('waiting', 'running')").isEmpty();
  }

  /// What could not be taken in.
  String deadLetters(Client admin) {
    return admin.get("/v1/admin/dead-letters", header()).body();
  }

  boolean hasNothingQueued(Client admin) {
    JsonNode queue = admin.get("/v1/admin/queue", header()).json();
    return queue.get("behind").asInt() + queue.get("confirming").asInt() == 0;
  }

  /// All that PostgreSQL holds of it.
  List<String> tables() {
    return TableDump.of(workspace);
  }

  /// All that a gateway's indexes hold of it, once it was asked.
  List<String> indexes(Client admin, Path folder) {
    Client.Answer asked =
        admin.post("/v1/retrieve", header(), "{\"question\": \"Where is the lantern?\"}");
    assertThat(asked.status()).as(asked.body()).isEqualTo(200);
    String incarnation =
        Superuser.strings("SELECT incarnation::text FROM workspace WHERE workspace = ?", workspace)
            .getFirst();
    return LuceneDump.in(folder.resolve(workspace).resolve(incarnation));
  }

  void erase(Client admin) {
    try {
      Files.deleteIfExists(mapping);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    admin.delete("/v1/workspaces/" + workspace, Optional.empty());
  }

  Optional<String> header() {
    return Optional.of(workspace);
  }
}

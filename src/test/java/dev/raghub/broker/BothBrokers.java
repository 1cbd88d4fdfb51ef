package dev.raghub.broker;

import dev.raghub.TestWorkspaces;
import dev.raghub.change.ShopDatabase;
import dev.raghub.corpus.Item;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Workspace;
import jakarta.inject.Inject;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A shop whose changes are told by two brokers.
abstract class BothBrokers {
  KafkaServer kafka;
  RabbitServer rabbit;

  @Inject PostgresWorkspaces workspaces;
  @Inject PostgresCorpus corpus;

  private Optional<Workspace> workspace = Optional.empty();

  @BeforeEach
  void fill() {
    Brokers.require("kafka", KafkaServer.isThere());
    Brokers.require("rabbitmq", RabbitServer.isThere());
    workspace = Optional.of(TestWorkspaces.named(workspaces, Told.A));
    ShopDatabase.create().map(Told.A);
  }

  @AfterEach
  void empty() {
    workspace.ifPresent(made -> TestWorkspaces.erase(workspaces, made));
  }

  final String body(String key) {
    return corpus
        .find(workspace.orElseThrow(), ItemId.of("purchase", key))
        .map(Item::body)
        .orElse("");
  }
}

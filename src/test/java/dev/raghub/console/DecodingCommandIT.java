package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.GatewayServers;
import dev.raghub.change.Await;
import dev.raghub.change.Shop;
import dev.raghub.decode.DecodedByHand;
import dev.raghub.decode.Decoders;
import dev.raghub.rest.Client;
import dev.raghub.workspace.PostgresWorkspaces;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an operator types before and after a database tells by its log.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestProfile(DecodedByHand.class)
class DecodingCommandIT {
  @Inject PostgresWorkspaces workspaces;
  @Inject Decoders decoders;
  @TempDir Path folder;

  private Shop shop;
  private Path mapping;

  /// Commands read the environment; the test's variables are not in it.
  @BeforeEach
  void map() throws IOException {
    shop = Shop.fresh(workspaces, "decoding");
    mapping = folder.resolve("shop.yaml");
    Files.writeString(
        mapping,
        Files.readString(shop.mapping())
            .replace("SHOP_IT_USER", "NOT_SET:" + Client.setting("raghub.test.superuser"))
            .replace(
                "SHOP_IT_PASSWORD", "NOT_SET:" + Client.setting("raghub.test.superuser-password")));
  }

  @AfterEach
  void close() {
    shop.close();
    decoders.look();
    shop.data().dropSlots();
  }

  @Test
  void publishesLooksAndRemoves() {
    Ended before = typed("check-decoding");
    assertThat(before.status()).as(before.all()).isEqualTo(2);
    assertThat(before.out()).contains("run install-decoding").contains("a gateway makes it");
    assertThat(typed("install-decoding", "--print").out())
        .contains("CREATE PUBLICATION")
        .contains("purchase_tag");
    assertThat(published()).isZero();

    assertThat(typed("install-decoding").out()).contains("public.purchase is published");
    assertThat(published()).isEqualTo(5);
    shop.decode();
    Await.until(
        "streamed",
        () -> {
          decoders.look();
          return typed("check-decoding").status() == 0;
        });
    assertThat(typed("check-decoding").out()).contains("5 tables").contains(" 0 problems");

    shop.close();
    decoders.look();
    assertThat(typed("remove-decoding").status()).isZero();
    assertThat(published()).isZero();
    assertThat(slots()).isZero();
  }

  @Test
  void saysWhatATableLacks() {
    shop.sql("ALTER TABLE purchase_tag DROP CONSTRAINT purchase_tag_pkey");

    assertThat(typed("install-decoding", "--print").out())
        .contains("-- purchase cannot tell: the replica identity of public.purchase_tag");
  }

  private Ended typed(String command, String... more) {
    String[] words = new String[4 + more.length];
    words[0] = "source";
    words[1] = command;
    words[2] = "--mapping";
    words[3] = mapping.toString();
    System.arraycopy(more, 0, words, 4, more.length);
    return Ended.of(words);
  }

  private int published() {
    return Client.strings(shop.database(), "SELECT tablename FROM pg_publication_tables").size();
  }

  private int slots() {
    return Client.strings(
            shop.database(),
            "SELECT slot_name FROM pg_replication_slots WHERE database = current_database()")
        .size();
  }
}

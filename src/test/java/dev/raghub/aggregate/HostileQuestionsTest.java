package dev.raghub.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.raghub.source.Mapping;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Questions that are none, that mean harm, or that are too much.
class HostileQuestionsTest {
  /// Words that mean something to the reader.
  private static final List<String> ANY =
      List.of(
          "how many",
          "how much",
          "how often",
          "number of",
          "count",
          "total",
          "sum",
          "in total",
          "average",
          "latest",
          "most recent",
          "last",
          "first",
          "which",
          "who",
          "when",
          "orders",
          "order",
          "customer",
          "customers",
          "reports",
          "employees",
          "payments",
          "order lines",
          "Ida Blom",
          "Ana Silva",
          "Garden",
          "New",
          "new",
          "10248",
          "7",
          "Kim Berg",
          "Oslo",
          "status",
          "open",
          "high",
          "paid",
          "in",
          "since",
          "between",
          "and",
          "2026",
          "May",
          "24",
          "2026-05-24",
          "of",
          "by",
          "the",
          "s",
          "not",
          "reports to",
          "origin",
          "quantity",
          "amount",
          "discount",
          "seats",
          "did",
          "has",
          "called",
          "Grand Total");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "How many orders; DROP TABLE orders; --",
        "How many orders of Ida Blom' OR '1'='1",
        "How many \"orders\" WHERE 1=1 UNION SELECT password",
        "SELECT count(*) FROM orders",
        "How many orders of ${SHOP_PASSWORD}",
        "Wie viele Bestellungen hat Ida Blom?",
        "Combien de commandes Ida Blom a-t-elle passées ?",
        "¿Cuál es el total de pedidos de Ida Blom?",
        "イダ・ブロムの注文は何件ですか",
        "Сколько заказов у Ida Blom?",
        "How many",
        "total",
        "last",
        "?"
      })
  void computesNothingFromHostileOrForeignText(String question) {
    assertThat(Shop.read(question)).doesNotContain(" ");
  }

  @Test
  void readsTwoThousandCharactersInReasonableTime() {
    String question = "How many orders of Ida Blom " + "and the blue chair ".repeat(103);
    long start = System.nanoTime();

    String read = Shop.read(question.substring(0, 1_985));

    assertThat(read).isEqualTo("unknown-word");
    assertThat(System.nanoTime() - start).isLessThan(5_000_000_000L);
  }

  @Test
  void copesWithAnyWordsInAnyOrder() {
    long seed = Long.getLong("raghub.seed", 1);
    Random random = new Random(seed);
    for (int i = 0; i < 3_000; i++) {
      String question =
          random
              .ints(1 + random.nextInt(12), 0, ANY.size())
              .mapToObj(ANY::get)
              .collect(Collectors.joining(" "));
      assertThatCode(() -> Shop.read(question))
          .as("seed %d: %s", seed, question)
          .doesNotThrowAnyException();
    }
  }

  @Test
  void declinesToCountWhereThereIsNoMapping() {
    Reading reading =
        Shop.READER.read("How many orders has Ida Blom?", List.of(), Shop.ROWS, _ -> Map.of());

    assertThat(((Reading.Refused) reading).reason().code()).isEqualTo("no-mapping");
  }

  @Test
  void namesTheWordsThatItDoesNotUnderstandAndNoColumnOfTheDatabase() {
    Reading reading =
        Shop.READER.read(
            "How many orders of Ida Blom were secretly late?",
            List.of(Shop.SHOP),
            Shop.ROWS,
            _ -> Map.of());

    assertThat(((Reading.Refused) reading).reason().reason())
        .contains("\"secretly\", \"late\"")
        .contains("orders");
  }

  @Test
  void asksTwoMappingsForRowsOfOneNameOnlyWhenToldWhich() {
    Mapping other =
        new Mapping(
            "shop", Shop.SHOP.database(), List.of(Shop.SHOP.source("orders").orElseThrow()));
    Reading reading =
        Shop.READER.read(
            "How many orders are there?", List.of(Shop.SHOP, other), Shop.ROWS, _ -> Map.of());

    assertThat(((Reading.Refused) reading).reason().code()).isEqualTo("ambiguous-rows");
  }
}

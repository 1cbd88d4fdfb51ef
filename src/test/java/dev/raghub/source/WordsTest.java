package dev.raghub.source;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void turnsNamesIntoWords() {
    assertThat(Words.human("release_date")).isEqualTo("release date");
    assertThat(Words.human("releaseDate")).isEqualTo("release date");
    assertThat(Words.human("HTTPStatus")).isEqualTo("http status");
    assertThat(Words.human("First Name")).isEqualTo("first name");
    assertThat(Words.human("ßtraße")).isEqualTo("ßtraße");
    assertThat(Words.human("_")).isEqualTo("_");
  }

  @Test
  void namesReferencesByWhatTheyPointTo() {
    assertThat(Words.role("customer_id")).isEqualTo("customer");
    assertThat(Words.role("customerId")).isEqualTo("customer");
    assertThat(Words.role("reports_to")).isEqualTo("reports_to");
    assertThat(Words.role("id")).isEqualTo("id");
  }

  @Test
  void knowsSingularAndPlural() {
    String[][] pairs = {
      {"categories", "category"},
      {"orders", "order"},
      {"boxes", "box"},
      {"statuses", "status"},
      {"addresses", "address"},
      {"order_details", "order_detail"},
      {"movies", "movie"},
      {"branches", "branch"},
      {"houses", "house"},
      {"heroes", "hero"},
      {"people", "person"}
    };
    for (String[] pair : pairs) {
      assertThat(Words.singular(pair[0])).isEqualTo(pair[1]);
      assertThat(Words.singular(pair[1])).isEqualTo(pair[1]);
    }
    assertThat(Words.plural("category")).isEqualTo("categories");
    assertThat(Words.plural("customer_type")).isEqualTo("customer_types");
    assertThat(Words.plural("films")).isEqualTo("films");
    assertThat(Words.plural("box")).isEqualTo("boxes");
  }
}

package dev.raghub.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.resolve.Suggestion.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NameLadderTest {
  private static final int LIMIT = 100;

  @Test
  void suggestsNamesThatAreEqualWithoutLegalForms() {
    assertThat(of("acme", "acme gmbh co kg", "acme s a"))
        .extracting(Suggestion::reason)
        .containsExactly(Reason.SAME, Reason.SAME, Reason.SAME);
    assertThat(of("acme ltd", "acme limited"))
        .containsExactly(new Suggestion("acme limited", "acme ltd", 1, Reason.SAME));
    assertThat(of("e mail service", "email service")).hasSize(1);
  }

  @Test
  void keepsANameThatIsNothingButALegalForm() {
    assertThat(of("limited", "company", "inc")).isEmpty();
  }

  @Test
  void tellsStrongLikenessFromASynonym() {
    String name = "international business machines of armonk";
    assertThat(of(name, name + "s"))
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.reason()).isEqualTo(Reason.STRONG);
              assertThat(pair.score()).isBetween(0.9, 0.99);
            });
    assertThat(of("harbor authority of antwerp and ghent", "harbor authority antwerp and ghent"))
        .singleElement()
        .satisfies(
            pair -> {
              assertThat(pair.reason()).isEqualTo(Reason.SYNONYM);
              assertThat(pair.score()).isBetween(0.8, 0.9);
            });
  }

  @Test
  void suggestsNothingBelowEightTenths() {
    assertThat(of("harbor authority ghent", "harbor company antwerp")).isEmpty();
  }

  @Test
  void neverSuggestsNamesWhoseNumbersDiffer() {
    assertThat(of("tkt 1041 of the northern harbor", "tkt 1042 of the northern harbor")).isEmpty();
    assertThat(of("offline mode version 2", "offline mode version 3")).isEmpty();
    assertThat(of("the return of dark river ii", "the return of dark river iii")).isEmpty();
    assertThat(of("acme 1 23", "acme 12 3")).isEmpty();
  }

  @Test
  void neverSuggestsShortOrRepetitiveNames() {
    assertThat(of("aaaaaaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaaaab")).isEmpty();
    assertThat(of("minka", "minkas")).isEmpty();
  }

  @Test
  void leavesRowsOfOneSourceApart() {
    KnownName ltd = new KnownName(1, "acme ltd", Set.of("company"), Set.of("crm"));
    KnownName inc = new KnownName(2, "acme inc", Set.of("company"), Set.of("crm"));
    KnownName billed = new KnownName(3, "acme", Set.of("company"), Set.of("billing"));
    KnownName film = new KnownName(4, "acme", Set.of("film"), Set.of("films"));

    assertThat(NameLadder.of(List.of(ltd, inc), LIMIT).suggestions()).isEmpty();
    assertThat(NameLadder.of(List.of(ltd, billed), LIMIT).suggestions()).hasSize(1);
    assertThat(NameLadder.of(List.of(ltd, film), LIMIT).suggestions()).isEmpty();
  }

  @Test
  void leavesOutWhatIsMerged() {
    KnownName one = new KnownName(1, "acme ltd", Set.of(), Set.of());
    KnownName other = new KnownName(1, "acme", Set.of(), Set.of());

    assertThat(NameLadder.of(List.of(one, other), LIMIT).suggestions()).isEmpty();
  }

  @Test
  void givesTheBestOfMoreThanTheLimit() {
    List<Suggestion> best =
        NameLadder.of(
                known("harbor authority ghent", "harbor authority of ghent", "acme", "acme ltd"), 1)
            .suggestions();

    assertThat(best).containsExactly(new Suggestion("acme", "acme ltd", 1, Reason.SAME));
  }

  @Test
  void endsInTimeWhereAllNamesAreAlike() {
    String[] alike = new String[20_000];
    for (int i = 0; i < alike.length; i++) {
      alike[i] = "the one and only northern harbor authority " + letters(i);
    }

    NameLadder.Pairs pairs = NameLadder.of(known(alike), LIMIT);

    assertThat(pairs.complete()).isFalse();
    assertThat(pairs.suggestions()).hasSize(LIMIT);
  }

  private static String letters(int number) {
    return ""
        + (char) ('a' + number % 26)
        + (char) ('a' + number / 26 % 26)
        + (char) ('a' + number / 676);
  }

  private static List<Suggestion> of(String... names) {
    return NameLadder.of(known(names), LIMIT).suggestions();
  }

  private static List<KnownName> known(String... names) {
    List<KnownName> known = new ArrayList<>();
    for (String name : names) {
      known.add(new KnownName(known.size(), name, Set.of(), Set.of()));
    }
    return known;
  }
}

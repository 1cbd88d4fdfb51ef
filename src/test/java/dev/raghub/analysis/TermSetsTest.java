package dev.raghub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.Seeds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class TermSetsTest {
  /// They are stored: other values would take every row of an older version out of the ranking.
  @Test
  void neverChangesTheFingerprintOfATerm() {
    assertThat((int) TermSets.fingerprint("harbor")).isEqualTo(0x16B9);
    assertThat((int) TermSets.fingerprint("20220830")).isEqualTo(0x7F50);
    assertThat((int) TermSets.fingerprint("東京")).isEqualTo(0x1A44);
  }

  @Test
  void sortsTheFingerprintsOfTermsWithoutDoubles() {
    Seeds.each(
        200,
        random -> {
          List<String> terms = terms(random, 60);
          Set<Character> expected = new TreeSet<>();
          terms.forEach(term -> expected.add(TermSets.fingerprint(term)));

          assertThat(TermSets.of(terms)).containsExactly(expected.toArray(Character[]::new));
        });
  }

  @Test
  void comesBackFromItsBytesAsItWas() {
    Seeds.each(
        200,
        random -> {
          List<char[]> sets = new ArrayList<>();
          for (int count = random.nextInt(6); count > 0; count--) {
            sets.add(TermSets.of(terms(random, 1 + random.nextInt(50))));
          }

          assertThat(TermSets.decode(TermSets.encode(sets))).containsExactlyElementsOf(sets);
        });
  }

  @Test
  void isEncodedAsItIsDocumented() {
    char[] two = {0x0102, 0xFEFF};

    assertThat(TermSets.encode(List.of(two, new char[0])))
        .containsExactly(0x00, 0x02, 0x01, 0x02, 0xFE, 0xFF, 0x00, 0x00);
    assertThat(TermSets.decode(new byte[0])).isEmpty();
  }

  /// Its length is written in two bytes.
  @Test
  void keepsNoMoreTermsThanItsLengthCanSay() {
    Set<Character> met = new HashSet<>();
    List<String> terms = new ArrayList<>();
    for (int i = 0; met.size() <= TermSets.MAX_TERMS; i++) {
      if (met.add(TermSets.fingerprint(Integer.toString(i)))) {
        terms.add(Integer.toString(i));
      }
    }
    char[] most = TermSets.of(terms);

    assertThat(terms).hasSize(TermSets.MAX_TERMS + 1);
    assertThat(most).hasSize(TermSets.MAX_TERMS);
    assertThat(TermSets.decode(TermSets.encode(List.of(most, new char[] {7}))))
        .containsExactly(most, new char[] {7});
  }

  /// So few different ones that some come twice.
  private static List<String> terms(Random random, int count) {
    List<String> terms = new ArrayList<>();
    for (int i = random.nextInt(count); i > 0; i--) {
      terms.add("term" + random.nextInt(count));
    }
    return terms;
  }
}

package dev.raghub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.Seeds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuestionTermsTest {
  private static final double PRECISION = 1e-9;

  @Test
  void findsInASetWhatANaiveIntersectionFinds() {
    Seeds.each(
        500,
        random -> {
          Map<String, TermWeight> weights = weights(random, random.nextInt(80));
          QuestionTerms question = QuestionTerms.of(weights);
          Set<String> text = words(random, random.nextInt(60));
          char[] set = TermSets.of(text);
          Set<Character> here =
              text.stream().map(TermSets::fingerprint).collect(Collectors.toSet());

          long mask = question.in(set, 0, set.length);

          assertThat(question.terms(mask))
              .containsExactlyElementsOf(
                  question.terms(question.all()).stream()
                      .filter(term -> here.contains(TermSets.fingerprint(term)))
                      .toList());
          assertThat(question.weight(mask))
              .isCloseTo(
                  question.terms(mask).stream()
                      .mapToDouble(term -> weights.get(term).weight())
                      .sum(),
                  within(PRECISION));
        });
  }

  @Test
  void looksAtNothingOutsideItsRange() {
    Seeds.each(
        200,
        random -> {
          QuestionTerms question = QuestionTerms.of(weights(random, 40));
          char[] before = TermSets.of(words(random, 20));
          char[] set = TermSets.of(words(random, 20));
          char[] after = TermSets.of(words(random, 20));
          char[] all = (new String(before) + new String(set) + new String(after)).toCharArray();

          assertThat(question.in(all, before.length, before.length + set.length))
              .isEqualTo(question.in(set, 0, set.length));
        });
  }

  @Test
  void keepsTheHeaviestWhereAMaskHasTooFewBits() {
    Map<String, TermWeight> weights = new HashMap<>();
    IntStream.rangeClosed(1, QuestionTerms.MAX_TERMS)
        .forEach(weight -> weights.put("w" + weight, new TermWeight(weight, true)));
    QuestionTerms full = QuestionTerms.of(weights);
    weights.put("heavy", new TermWeight(100, false));
    weights.put("light", new TermWeight(0.5, true));
    QuestionTerms more = QuestionTerms.of(weights);

    assertThat(full.terms(full.all())).hasSize(QuestionTerms.MAX_TERMS).contains("w1");
    assertThat(full.all()).isEqualTo(-1L);
    assertThat(full.known()).isEqualTo(-1L);
    assertThat(more.terms(more.all()))
        .hasSize(QuestionTerms.MAX_TERMS)
        .contains("heavy", "w2")
        .doesNotContain("light", "w1");
    assertThat(more.terms(~more.known())).containsExactly("heavy");
  }

  @Test
  void keepsTheFirstOfEquallyHeavyTerms() {
    Map<String, TermWeight> weights = new HashMap<>();
    IntStream.range(100, 101 + QuestionTerms.MAX_TERMS)
        .forEach(number -> weights.put("t" + number, new TermWeight(1, true)));
    QuestionTerms question = QuestionTerms.of(weights);

    assertThat(question.terms(question.all()))
        .hasSize(QuestionTerms.MAX_TERMS)
        .contains("t100")
        .doesNotContain("t" + (100 + QuestionTerms.MAX_TERMS));
  }

  @Test
  void countsTermsThatShareAFingerprintOnceAndAsTheHeavier() {
    String twin =
        IntStream.iterate(0, i -> i + 1)
            .mapToObj(Integer::toString)
            .filter(each -> TermSets.fingerprint(each) == TermSets.fingerprint("harbor"))
            .findFirst()
            .orElseThrow();
    QuestionTerms question =
        QuestionTerms.of(Map.of("harbor", new TermWeight(2, false), twin, new TermWeight(3, true)));

    assertThat(question.terms(question.all())).containsExactly(twin);
    assertThat(question.weight(question.all())).isEqualTo(3);
  }

  @Test
  void tellsWhichTermsAnythingHas() {
    QuestionTerms question =
        QuestionTerms.of(
            Map.of(
                "harbor", new TermWeight(3, true),
                "unheard", new TermWeight(5, false),
                "of", new TermWeight(0.1, true)));

    assertThat(question.terms(question.known())).containsExactlyInAnyOrder("harbor", "of");
    assertThat(question.terms(question.all())).hasSize(3);
  }

  @Test
  void masksTheTermsThatItHas() {
    QuestionTerms question = QuestionTerms.of(weights(new Random(7), 20));
    List<String> some = question.terms(0b1001L);

    assertThat(question.of(some)).isEqualTo(0b1001L);
    assertThat(question.of(Set.of("elsewhere"))).isZero();
    assertThat(question.of(List.of(some.get(1), "elsewhere"))).isEqualTo(0b1000L);
  }

  @Test
  void coversAShareOfItsWeight() {
    QuestionTerms question =
        QuestionTerms.of(
            Map.of("harbor", new TermWeight(3, true), "closed", new TermWeight(1, true)));

    assertThat(question.coverage(question.of(Set.of("harbor")))).isEqualTo(0.75);
    assertThat(question.coverage(question.all())).isEqualTo(1);
    assertThat(question.coverage(0)).isZero();
  }

  @Test
  void coversNothingWhereNothingWeighs() {
    QuestionTerms empty = QuestionTerms.of(Map.of());
    QuestionTerms weightless = QuestionTerms.of(Map.of("of", new TermWeight(0, true)));

    assertThat(empty.all()).isZero();
    assertThat(empty.coverage(empty.all())).isZero();
    assertThat(empty.in(new char[] {1, 2}, 0, 2)).isZero();
    assertThat(weightless.coverage(weightless.all())).isZero();
  }

  private static Map<String, TermWeight> weights(Random random, int count) {
    Map<String, TermWeight> weights = new TreeMap<>();
    words(random, count)
        .forEach(word -> weights.put(word, new TermWeight(random.nextDouble(), true)));
    return weights;
  }

  private static Set<String> words(Random random, int count) {
    List<String> words = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      words.add("word" + random.nextInt(100));
    }
    return Set.copyOf(words);
  }
}

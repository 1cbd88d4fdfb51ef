package dev.raghub.context;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.answer.Block;
import dev.raghub.answer.Block.Source;
import dev.raghub.answer.Passage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// What holds for every block, over random texts, ceilings and tokenizers. `-Draghub.seed=17` runs
/// only that one, `-Draghub.seeds=5000` as many.
class ContextPackerTest {
  private static final int SEEDS = 200;
  private static final Pattern HEAD = Pattern.compile("(?m)^\\[(\\d+)]");
  private static final List<Packed> ALL = seeds().mapToObj(Packed::of).toList();

  @Test
  void neverExceedsItsCeiling() {
    each(
        packed -> {
          Block block = packed.block();
          int counted = Packed.COUNTERS.of(packed.limits().tokenizer()).count(block.text());
          assertThat(counted).isEqualTo(block.tokens()).isLessThanOrEqualTo(block.maxTokens());
          assertThat(block.maxTokens()).isEqualTo(packed.limits().maxTokens());
          assertThat(block.tokenizer()).isEqualTo(packed.limits().tokenizer());
        });
  }

  @Test
  void printsNothingButSentencesOfItsSourcesAsTheyStand() {
    each(
        packed -> {
          if (packed.isCut()) {
            String kept = packed.sourceLines();
            assertThat(packed.expectedLines()).startsWith(kept.substring(0, kept.length() - 1));
          } else {
            assertThat(packed.sourceLines()).isEqualTo(packed.expectedLines());
          }
        });
  }

  @Test
  void putsTheBestSourceFirstAndTheSecondBestLast() {
    each(
        packed -> {
          List<Integer> ranks = numbers(packed.block());
          List<Integer> sorted = ranks.stream().sorted().toList();
          if (!ranks.isEmpty()) {
            assertThat(ranks.getFirst()).isEqualTo(sorted.getFirst());
            assertThat(ranks.getLast()).isEqualTo(sorted.get(Math.min(1, sorted.size() - 1)));
          }
          if (ranks.size() > 2) {
            assertThat(ranks.get(1)).isEqualTo(sorted.get(2));
          }
        });
  }

  @Test
  void citesNothingThatDoesNotResolve() {
    each(
        packed -> {
          List<Integer> printed =
              HEAD.matcher(packed.block().text())
                  .results()
                  .map((MatchResult head) -> Integer.valueOf(head.group(1)))
                  .toList();
          assertThat(printed).isEqualTo(numbers(packed.block())).doesNotHaveDuplicates();
          for (Source source : packed.block().sources()) {
            Passage passage = packed.passage(source);
            assertThat(source.citation()).isEqualTo(passage.citation());
            assertThat(source.chunk()).isEqualTo(passage.chunk());
            assertThat(source.sentences())
                .isNotEmpty()
                .allMatch(place -> place >= 1 && place <= passage.sentences().size());
          }
        });
  }

  @Test
  void saysHowManyPassagesAreLeftOut() {
    each(
        packed -> {
          int found = Math.min(Packed.DEPTH, packed.retrieval().passages().size());
          int leftOut = found - packed.block().sources().size();
          assertThat(packed.block().leftOut()).isEqualTo(leftOut);
          assertThat(packed.block().text().endsWith(packed.note())).isEqualTo(leftOut > 0);
        });
  }

  @Test
  void showsSomethingWhereverThereIsASentence() {
    each(
        packed -> {
          boolean any =
              packed.retrieval().limitedTo(Packed.DEPTH).passages().stream()
                  .anyMatch(passage -> !passage.sentences().isEmpty());
          assertThat(packed.block().sources().isEmpty()).isEqualTo(!any);
        });
  }

  @Test
  void cutsNoCharacterInTwo() {
    each(
        packed ->
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(packed.block().text()))
                .isTrue());
  }

  @Test
  void packsTheSameTextsTheSameWay() {
    each(packed -> assertThat(Packed.of(packed.seed()).block()).isEqualTo(packed.block()));
  }

  @Test
  void saysNothingTwiceUnderOneTitle() {
    each(
        packed -> {
          List<String> said = new ArrayList<>();
          for (Source source : packed.block().sources()) {
            source
                .sentences()
                .forEach(
                    place ->
                        said.add(
                            source.citation().title()
                                + packed.passage(source).sentences().get(place - 1).text()));
          }
          assertThat(said).doesNotHaveDuplicates();
        });
  }

  /// Otherwise what is said of every seed is said of an easy one.
  @Test
  void triesWhatIsHard() {
    if (ALL.size() == SEEDS) {
      List<Predicate<Packed>> cases =
          List.of(
              Packed::isCut,
              packed -> packed.block().text().isEmpty(),
              packed -> packed.block().leftOut() > 0,
              packed -> packed.block().leftOut() == 0 && packed.block().sources().size() > 1,
              packed -> packed.retrieval().passages().size() > Packed.DEPTH,
              packed -> packed.limits().telegraphic(),
              packed ->
                  packed.block().text().contains("… ") && packed.block().sources().size() > 4);
      assertThat(cases).allSatisfy(hard -> assertThat(ALL).anyMatch(hard));
    }
  }

  private static List<Integer> numbers(Block block) {
    return block.sources().stream().map(source -> source.citation().number()).toList();
  }

  private static void each(Consumer<Packed> check) {
    ALL.forEach(packed -> assertThat(packed).satisfies(check));
  }

  private static LongStream seeds() {
    Long replayed = Long.getLong("raghub.seed");
    return replayed == null
        ? LongStream.range(0, Long.getLong("raghub.seeds", SEEDS))
        : LongStream.of(replayed);
  }
}

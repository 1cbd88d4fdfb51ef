package dev.raghub.retrieve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermWeight;
import dev.raghub.graph.GraphSnapshot;
import dev.raghub.graph.SmallGraph;
import dev.raghub.index.ScoredChunk;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HopsTest {
  private static final double PRECISION = 1e-9;
  private static final DenseScale AS_IT_IS = new DenseScale(0, 1);

  /// Relevance: dense 1, no word of the question in the sentence. Residual: all that is open.
  @Test
  void goesFromASentenceToThePassageThatItNames() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "[Clio Barnard] made it.")
            .put("person:clio", "Clio Barnard", "Her spouse is unknown.")
            .snapshot();

    Hop hop = hop(graph, "spouse", "film:dark", "person:clio");

    assertThat(hop.kind()).isEqualTo(Hop.Kind.NAMES);
    assertThat(hop.from()).isEqualTo(SmallGraph.passage(graph, "film:dark"));
    assertThat(hop.speaker()).isEqualTo(hop.from());
    assertThat(hop.sentence()).isZero();
    assertThat(hop.entity()).isEqualTo(SmallGraph.name(graph, "Clio Barnard"));
    assertThat(hop.relevance()).isCloseTo(0.5, within(PRECISION));
    assertThat(hop.residual()).isCloseTo(1, within(PRECISION));
    assertThat(hop.value()).isCloseTo(1.5, within(PRECISION));
  }

  /// The sentence is the target's, which the dense leg did not find; but none has more words.
  @Test
  void goesToAPassageThatNamesTheOriginAtHalfTheWeight() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("person:clio", "Clio Barnard", "She directs.")
            .put("film:dark", "", "It is old.\n[Clio Barnard] won a prize for it.\nA film.")
            .snapshot();

    Hop hop = hop(graph, "prize", "person:clio", "film:dark");

    assertThat(hop.kind()).isEqualTo(Hop.Kind.NAMED_BY);
    assertThat(hop.speaker()).isEqualTo(SmallGraph.passage(graph, "film:dark"));
    assertThat(hop.sentence()).isEqualTo(1);
    assertThat(hop.relevance()).isCloseTo(0.5, within(PRECISION));
    assertThat(hop.value()).isCloseTo(0.5 * (0.5 + 1), within(PRECISION));
  }

  @Test
  void goesOverANameThatBothMention() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("note:1", "", "[Minka] was seen.")
            .put("note:2", "", "[Minka] likes the harbor.")
            .snapshot();

    Hop hop = hop(graph, "harbor", "note:1", "note:2");

    assertThat(hop.kind()).isEqualTo(Hop.Kind.SHARES);
    assertThat(hop.value()).isCloseTo(0.5 * (0.5 + 1), within(PRECISION));
  }

  @Test
  void choosesTheSentenceThatFitsTheQuestion() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "[Clio Barnard] came.\n[Clio Barnard] is the director.")
            .put("person:clio", "Clio Barnard", "Her spouse is unknown.")
            .snapshot();

    assertThat(hop(graph, "director spouse", "film:dark", "person:clio").sentence()).isEqualTo(1);
  }

  @Test
  void prefersTheTargetThatCoversWhatTheOriginLeavesOpen() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "[Clio Barnard] and [Ruth Wilson] made it.")
            .put("person:clio", "Clio Barnard", "Her spouse is unknown.")
            .put("person:ruth", "Ruth Wilson", "She acts.")
            .snapshot();
    Pool pool = run(graph, "spouse", "film:dark");

    assertThat(hopOf(pool, graph, "person:clio").orElseThrow().residual()).isEqualTo(1);
    assertThat(hopOf(pool, graph, "person:ruth").orElseThrow().residual()).isZero();
  }

  @Test
  void findsInASecondRoundWhatTheFirstLeadsTo() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("film:dark", "Dark River", "[Clio Barnard] made it.")
            .put("person:clio", "Clio Barnard", "She is married to [Leo].")
            .put("person:leo", "Leo", "Born in [Ghent].")
            .put("town:ghent", "Ghent", "A town.")
            .snapshot();
    Pool pool = run(graph, "married born", "film:dark");

    assertThat(hopOf(pool, graph, "person:leo").orElseThrow().from())
        .isEqualTo(SmallGraph.passage(graph, "person:clio"));
    assertThat(pool.find(SmallGraph.chunk("town:ghent"))).as("a third step").isEmpty();
  }

  @Test
  void leadsFromANameInMoreThanFiftyPassagesToItsBearerOnly() {
    for (int mentions : List.of(48, 60)) {
      SmallGraph texts =
          new SmallGraph()
              .put("note:a", "", "[Ghent] is far.")
              .put("town:ghent", "Ghent", "The harbor of a town.");
      for (int i = 0; i < mentions; i++) {
        texts.put("note:" + i, "", "[Ghent] has a harbor.");
      }
      GraphSnapshot graph = texts.snapshot();
      Pool pool = run(graph, "harbor", "note:a");

      assertThat(hopOf(pool, graph, "town:ghent").orElseThrow().kind()).isEqualTo(Hop.Kind.NAMES);
      assertThat(hopOf(pool, graph, "note:1").isPresent()).isEqualTo(mentions == 48);
    }
  }

  @Test
  void joinsTwoStrongRowsByTheRowBetweenThem() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("order:1", "", "- total: 5")
            .put("line:1", "", "- order: <order:1>\n- product: <product:1>")
            .put("product:1", "", "- name: tofu")
            .snapshot();
    Pool pool = run(graph, "total tofu", "order:1", "product:1");

    Hop hop = hopOf(pool, graph, "line:1").orElseThrow();
    assertThat(hop.kind()).isEqualTo(Hop.Kind.JOINS);
    assertThat(hop.value()).isCloseTo(Weights.BETWEEN, within(PRECISION));
    assertThat(hop.via()).isEmpty();
  }

  @Test
  void doesNotLeadFromARowToItself() {
    GraphSnapshot graph =
        new SmallGraph()
            .put("note:1", "Minka", "[Minka] sleeps.", "The harbor of [Minka].")
            .put("note:2", "Minka", "The harbor.")
            .snapshot();
    Pool pool = run(graph, "harbor", "note:1");

    assertThat(pool.all()).hasSize(1);
  }

  @Test
  void goesNowhereWithoutEvidence() {
    GraphSnapshot graph =
        new SmallGraph().put("note:1", "", "[Minka].").put("note:2", "", "[Minka].").snapshot();

    assertThat(run(graph, "harbor").all()).isEmpty();
  }

  private static Hop hop(GraphSnapshot graph, String words, String from, String to) {
    return hopOf(run(graph, words, from), graph, to).orElseThrow();
  }

  private static Optional<Hop> hopOf(Pool pool, GraphSnapshot graph, String row) {
    return pool.find(SmallGraph.passage(graph, row)).flatMap(Candidate::hop);
  }

  /// Runs the hops from rows that the dense leg found, each of which fits perfectly.
  ///
  /// @param words of the question, each of which weighs 1
  private static Pool run(GraphSnapshot graph, String words, String... found) {
    Map<String, TermWeight> weights = new HashMap<>();
    new LuceneAnalysis()
        .terms(words, Integer.MAX_VALUE)
        .forEach(term -> weights.put(term, new TermWeight(1, true)));
    QuestionTerms question = QuestionTerms.of(weights);
    List<ScoredChunk> dense = new ArrayList<>();
    for (String row : found) {
      dense.add(new ScoredChunk(SmallGraph.item(row), SmallGraph.chunk(row), 1, 0));
    }
    Search.Found legs =
        new Search.Found(
            List.of(), dense, Optional.of(graph), Optional.empty(), Optional.empty(), List.of());
    Pool pool = new Pool(graph, legs, AS_IT_IS);
    TermMasks masks = new TermMasks(graph, question);
    pool.all().forEach(candidate -> candidate.terms = masks.of(candidate.passage()));
    new Hops(question, masks, pool, AskedFields.none(graph)).run();
    return pool;
  }
}

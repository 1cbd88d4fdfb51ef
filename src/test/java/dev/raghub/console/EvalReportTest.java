package dev.raghub.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.raghub.eval.RetrievalSet;
import dev.raghub.eval.RetrievalSet.SetPassage;
import dev.raghub.eval.RetrievalSet.SetQuestion;
import dev.raghub.eval.SqlQuestion;
import dev.raghub.eval.SqlScores;
import dev.raghub.eval.SqlScores.Outcome;
import dev.raghub.eval.SystemScores;
import dev.raghub.eval.Triples.Triple;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// What scripts read: each key of the reports.
class EvalReportTest {
  private static final SetQuestion QUESTION = new SetQuestion("q", "Who?", "Minka", List.of("p1"));
  private static final RetrievalSet SET =
      new RetrievalSet("cats", List.of(new SetPassage("p1", "Cat", "Minka.")), List.of(QUESTION));

  @Test
  void keepsItsKeys() {
    String json = printed(terminal -> report().print(terminal, true));

    assertThat(KeyTree.of(json))
        .containsExactly(
            "set",
            "questions",
            "passages",
            "triples",
            "systems.graph.r2",
            "systems.graph.r5",
            "systems.graph.r10",
            "systems.graph.all5",
            "systems.graph.all8",
            "systems.graph.found",
            "systems.graph.answered",
            "systems.graph.answer_in_block.300",
            "systems.graph.answer_in_block.800",
            "systems.graph.supporting_in_block.300",
            "systems.graph.supporting_in_block.800",
            "systems.graph.block_tokens.300",
            "systems.graph.block_tokens.800",
            "systems.graph.interval95.r2",
            "systems.graph.interval95.r5",
            "systems.graph.interval95.r10",
            "systems.graph.interval95.all5",
            "systems.graph.interval95.all8",
            "systems.graph.interval95.found",
            "systems.graph.interval95.answered",
            "systems.graph.ms.p50",
            "systems.graph.ms.p95",
            "systems.graph.ms.p99",
            "systems.graph.ms_by_stage.fuse.p50",
            "systems.graph.ms_by_stage.fuse.p95",
            "systems.graph.ms_by_stage.fuse.p99");
  }

  @Test
  void writesPercentAndMillisecondsToTwoPlaces() {
    String json = printed(terminal -> report().print(terminal, true));

    assertThat(json)
        .contains("\"set\" : \"cats\"")
        .contains("\"triples\" : 1")
        .contains("\"r2\" : 33.33")
        .contains("\"p50\" : 12.35");
  }

  @Test
  void saysTheSameToPeople() {
    String text = printed(terminal -> report().print(terminal, false));

    assertThat(text)
        .contains("cats: 1 questions, 1 passages, 1 triples")
        .containsPattern("(?m)^graph +33\\.3 \\(")
        .contains("graph    without a model answered: 100.0")
        .contains("fuse 1.00/1.00/1.00 total 12.35/12.35/12.35");
  }

  @Test
  void keepsTheKeysOfTheReportOverRows() {
    SqlScores scores = new SqlScores();
    scores.add(
        new SqlQuestion("q", "shop", "who", 1, "Who?", List.of("Minka"), List.of("cat:1")),
        new Outcome(List.of("cat:1"), List.of("cat:1"), "Minka", "Minka [1]"));

    String json = printed(t -> new EvalSqlReport(7, 1, Map.of("graph", scores)).print(t, true));

    assertThat(KeyTree.of(json))
        .startsWith(
            "set",
            "seed",
            "questions",
            "systems.graph.questions",
            "systems.graph.gold_in_block",
            "systems.graph.gold_in_top8",
            "systems.graph.recall_in_top8",
            "systems.graph.answer_in_block",
            "systems.graph.found",
            "systems.graph.answered")
        .contains("systems.graph.groups.shop.questions", "systems.graph.groups.shop/who.answered")
        .hasSize(3 + 3 * 7);
  }

  private static EvalReport report() {
    SystemScores scores = new SystemScores();
    scores.ranked(QUESTION, List.of("p1"));
    scores.ranked(QUESTION, List.of("p2"));
    scores.ranked(QUESTION, List.of("p2"));
    scores.answered(QUESTION, true, "Minka [1]");
    scores.packed(QUESTION, 300, "Minka", 2, List.of("p1"));
    scores.packed(QUESTION, 800, "", 0, List.of());
    scores.timed("fuse", 1);
    scores.timed("total", 12.346);
    return EvalReport.of(
        SET, Map.of("p1", List.of(new Triple("Minka", "is", "a cat"))), Map.of("graph", scores));
  }

  private static String printed(Consumer<Terminal> print) {
    StringWriter out = new StringWriter();
    CommandLine command = Main.commandLine().setOut(new PrintWriter(out, true));
    print.accept(Terminal.of(command.getCommandSpec()));
    return out.toString();
  }
}

package dev.raghub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.raghub.answer.Route.Why;
import dev.raghub.corpus.ChunkId;
import dev.raghub.corpus.ItemId;
import dev.raghub.index.ScoredChunk;
import dev.raghub.model.CosineRange;
import dev.raghub.workspace.NamedWorkspace;
import dev.raghub.workspace.Workspace;
import java.util.List;
import org.junit.jupiter.api.Test;

final class VotesTest {
  private static final Votes VOTES = new Votes(new CosineRange(0.5, 0.7));
  private static final Workspace A = NamedWorkspace.of("a");
  private static final Workspace B = NamedWorkspace.of("b");

  @Test
  void givesEqualWorkspacesEqualShares() {
    List<Nearness> counted =
        VOTES.count(List.of(signals(B, 8, 0.7, 0.6, 0), signals(A, 8, 0.7, 0.6, 0)));

    assertThat(counted).extracting(Nearness::workspace).containsExactly(A, B);
    assertThat(counted).extracting(Nearness::share).containsExactly(0.5, 0.5);
    assertThat(Verdict.of(counted, 0.5, 0.75).why()).isEqualTo(Why.CLOSE);
  }

  @Test
  void multipliesVoteCentroidAndNames() {
    List<Nearness> counted =
        VOTES.count(List.of(signals(A, 8, 0.7, 0.7, 1), signals(B, 4, 0.6, 0.5, 0)));

    // Words vote 64 : 16, meanings 1 : ¼, both 0.8 : 0.2; the centroid e : 1; the name 2 : 1.
    double a = 0.85 * Math.E * 2;
    double b = 0.25;
    assertThat(counted.getFirst().share()).isCloseTo(a / (a + b), within(1e-9));
    assertThat(Verdict.of(counted, 0.5, 0.75).chosen()).containsExactly(A);
  }

  @Test
  void letsWordsAloneDecideWhereNothingHasAVector() {
    List<Nearness> counted =
        VOTES.count(
            List.of(
                new Signals(A, List.of(chunk(8, 0.9)), List.of(), Double.NaN, 0),
                new Signals(B, List.of(), List.of(), Double.NaN, 0)));

    assertThat(counted.getFirst().share()).isCloseTo(1.05 / 1.10, within(1e-9));
    assertThat(counted.getFirst().near()).isEqualTo(0.9);
    assertThat(counted.getLast().near()).isZero();
  }

  @Test
  void abstainsJustBelowTheLimitAndNotAtIt() {
    List<Nearness> at = List.of(new Nearness(A, 1, 0.5));
    List<Nearness> below = List.of(new Nearness(A, 1, 0.4999));

    assertThat(Verdict.of(at, 0.5, 0.75).why()).isEqualTo(Why.CLEAR);
    assertThat(Verdict.of(below, 0.5, 0.75).why()).isEqualTo(Why.NOTHING_NEAR);
    assertThat(Verdict.of(List.of(), 0.5, 0.75).chosen()).isEmpty();
  }

  @Test
  void isClearAtTheLimitAndCloseBelowIt() {
    assertThat(verdict(0.75, 0.25).why()).isEqualTo(Why.CLEAR);
    assertThat(verdict(0.74, 0.26).why()).isEqualTo(Why.CLOSE);
    assertThat(verdict(0.74, 0.26).chosen()).containsExactly(A, B);
  }

  private static Verdict verdict(double a, double b) {
    return Verdict.of(List.of(new Nearness(A, a, 1), new Nearness(B, b, 1)), 0.5, 0.75);
  }

  private static Signals signals(
      Workspace workspace, double bm25, double cosine, double centroid, int names) {
    return new Signals(
        workspace, List.of(chunk(bm25, 0.4)), List.of(chunk(cosine, 0)), centroid, names);
  }

  private static ScoredChunk chunk(double score, double share) {
    return new ScoredChunk(new ItemId(1), new ChunkId(1), score, share);
  }
}

package dev.raghub.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class DenseAlgebraTest {
  private static final double[][] POSITIVE = {{4, 2, 0}, {2, 5, 1}, {0, 1, 3}};

  @Test
  void solvesWhatItsTriangleStandsFor() {
    double[][] lower = DenseAlgebra.cholesky(POSITIVE);
    double[] solved =
        DenseAlgebra.backward(lower, DenseAlgebra.forward(lower, new double[] {6, 8, 4}));
    assertThat(solved).containsExactly(new double[] {1, 1, 1}, within(1e-12));
  }

  @Test
  void whitensAMatrixByItselfToOne() {
    double[][] one = DenseAlgebra.whitened(DenseAlgebra.cholesky(POSITIVE), POSITIVE);
    assertThat(one[0]).containsExactly(new double[] {1, 0, 0}, within(1e-12));
    assertThat(one[2]).containsExactly(new double[] {0, 0, 1}, within(1e-12));
  }

  @Test
  void findsTheLargestDirection() {
    double[][] stretched = {{5, 4}, {4, 5}};
    List<double[]> found = DenseAlgebra.leading(stretched, 1);
    assertThat(Math.abs(found.getFirst()[0])).isCloseTo(Math.sqrt(0.5), within(1e-9));
    assertThat(found.getFirst()[0]).isCloseTo(found.getFirst()[1], within(1e-9));
  }

  @Test
  void givesNoMoreDirectionsThanThereAre() {
    assertThat(DenseAlgebra.leading(new double[][] {{1, 1}, {1, 1}}, 2)).hasSize(1);
    assertThat(DenseAlgebra.leading(new double[2][2], 2)).isEmpty();
  }
}

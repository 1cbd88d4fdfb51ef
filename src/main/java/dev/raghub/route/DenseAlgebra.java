package dev.raghub.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The linear algebra of a projection, on small symmetric matrices. Vectors are rows.
final class DenseAlgebra {
  private static final int ROUNDS = 40;
  private static final double NOTHING = 1e-10;
  private static final long SEED = 7;

  private DenseAlgebra() {}

  /// The lower triangle L with L·Lᵀ = a, for a positive definite a.
  static double[][] cholesky(double[][] a) {
    double[][] lower = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = a[i][j] - dot(lower[i], lower[j], j);
        lower[i][j] = i == j ? Math.sqrt(rest) : rest / lower[j][j];
      }
    }
    return lower;
  }

  /// x with L·x = b.
  static double[] forward(double[][] lower, double[] b) {
    double[] x = new double[b.length];
    for (int i = 0; i < b.length; i++) {
      x[i] = (b[i] - dot(lower[i], x, i)) / lower[i][i];
    }
    return x;
  }

  /// x with Lᵀ·x = b.
  static double[] backward(double[][] lower, double[] b) {
    double[] x = b.clone();
    for (int i = b.length - 1; i >= 0; i--) {
      x[i] /= lower[i][i];
      for (int j = 0; j < i; j++) {
        x[j] -= lower[i][j] * x[i];
      }
    }
    return x;
  }

  /// L⁻¹·a·L⁻ᵀ for a symmetric a.
  static double[][] whitened(double[][] lower, double[][] a) {
    double[][] once = new double[a.length][];
    for (int i = 0; i < a.length; i++) {
      once[i] = forward(lower, a[i]);
    }
    double[][] twice = new double[a.length][];
    double[] column = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        column[j] = once[j][i];
      }
      twice[i] = forward(lower, column);
    }
    return twice;
  }

  /// Orthonormal vectors that span the directions in which a symmetric, positive semi-definite
  /// matrix is largest, at most `count`: subspace iteration (Golub, Van Loan, Matrix Computations,
  /// 8.2.4). Which vectors span it is open, which is the same for all distances within.
  static List<double[]> leading(double[][] a, int count) {
    Random random = new Random(SEED);
    List<double[]> basis = new ArrayList<>();
    for (int i = 0; i < Math.min(count, a.length); i++) {
      basis.add(random.doubles(a.length, -1, 1).toArray());
    }
    for (int round = 0; round < ROUNDS; round++) {
      List<double[]> next = new ArrayList<>();
      for (double[] each : basis) {
        double[] image = new double[a.length];
        for (int i = 0; i < a.length; i++) {
          image[i] = dot(a[i], each, a.length);
        }
        addOrthonormal(next, image);
      }
      basis = next;
    }
    return basis;
  }

  /// What is left of a vector after those before it; nothing, where it adds no direction.
  private static void addOrthonormal(List<double[]> basis, double[] vector) {
    double before = Math.sqrt(dot(vector, vector, vector.length));
    for (double[] other : basis) {
      double along = dot(vector, other, vector.length);
      for (int i = 0; i < vector.length; i++) {
        vector[i] -= along * other[i];
      }
    }
    double length = Math.sqrt(dot(vector, vector, vector.length));
    if (length <= NOTHING * before || length == 0) {
      return;
    }
    for (int i = 0; i < vector.length; i++) {
      vector[i] /= length;
    }
    basis.add(vector);
  }

  private static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}

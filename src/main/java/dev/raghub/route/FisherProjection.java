package dev.raghub.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Turns embeddings so that texts of one subject lie close and those of different subjects apart.
///
/// Local Fisher discriminant analysis (Sugiyama 2007), with each example's nearest of the same
/// workspace for its subject: of all directions w it keeps the 60 with the largest
///
/// ```
/// wᵀ·T·w / wᵀ·(W + m·I)·w
/// T = mean of x·xᵀ                            over all examples
/// W = mean of (x - n)·(x - n)ᵀ                over the 5 nearest n of the workspace of x
/// m = mean of the diagonal of W
/// ```
///
/// A workspace is seldom one subject, so the differences within a whole workspace are not held
/// against a direction, only those between neighbours.
final class FisherProjection {
  private static final int DIMENSIONS = 60;
  private static final int NEIGHBOURS = 5;

  private final float[] mean;
  private final float[][] directions;

  private FisherProjection(float[] mean, float[][] directions) {
    this.mean = mean;
    this.directions = directions;
  }

  /// @param workspaces the vectors of each workspace, at least one
  static FisherProjection of(List<List<float[]>> workspaces) {
    List<float[]> all = workspaces.stream().flatMap(List::stream).toList();
    int size = all.getFirst().length;
    float[] mean = UnitVectors.mean(all, size);
    Scatter total = new Scatter(size);
    Scatter within = new Scatter(size);
    for (List<float[]> workspace : workspaces) {
      List<float[]> centred = workspace.stream().map(each -> centred(each, mean)).toList();
      for (int i = 0; i < centred.size(); i++) {
        float[] example = centred.get(i);
        total.add(example);
        nearest(i, centred).forEach(other -> within.add(difference(example, other)));
      }
    }
    double[][] lower = DenseAlgebra.cholesky(within.regularised());
    float[][] directions =
        DenseAlgebra.leading(DenseAlgebra.whitened(lower, total.mean()), DIMENSIONS).stream()
            .map(direction -> floats(DenseAlgebra.backward(lower, direction)))
            .toArray(float[][]::new);
    return new FisherProjection(mean, directions);
  }

  int dimensions() {
    return directions.length;
  }

  /// Where an embedding comes to lie, as a vector of length 1.
  float[] of(float[] vector) {
    float[] centred = centred(vector, mean);
    float[] projected = new float[directions.length];
    for (int i = 0; i < directions.length; i++) {
      projected[i] = UnitVectors.cosine(directions[i], centred);
    }
    return UnitVectors.normalised(projected);
  }

  private static float[] centred(float[] vector, float[] mean) {
    return UnitVectors.normalised(difference(vector, mean));
  }

  private static float[] difference(float[] a, float[] b) {
    float[] difference = new float[a.length];
    for (int i = 0; i < a.length; i++) {
      difference[i] = a[i] - b[i];
    }
    return difference;
  }

  private record Near(int number, float cosine) {}

  private static List<float[]> nearest(int example, List<float[]> all) {
    List<Near> near = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      if (i != example) {
        near.add(new Near(i, UnitVectors.cosine(all.get(example), all.get(i))));
      }
    }
    return near.stream()
        .sorted(Comparator.comparingDouble(Near::cosine).reversed())
        .limit(NEIGHBOURS)
        .map(each -> all.get(each.number()))
        .toList();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /// The mean of x·xᵀ.
  private static final class Scatter {
    private final float[][] lower;
    private int count;

    private Scatter(int size) {
      lower = new float[size][];
      for (int i = 0; i < size; i++) {
        lower[i] = new float[i + 1];
      }
    }

    private void add(float[] x) {
      count++;
      for (int i = 0; i < x.length; i++) {
        float[] row = lower[i];
        float factor = x[i];
        for (int j = 0; j <= i; j++) {
          row[j] += factor * x[j];
        }
      }
    }

    private double[][] mean() {
      double[][] full = new double[lower.length][lower.length];
      for (int i = 0; i < lower.length; i++) {
        for (int j = 0; j <= i; j++) {
          full[i][j] = count == 0 ? 0 : lower[i][j] / count;
          full[j][i] = full[i][j];
        }
      }
      return full;
    }

    /// With its mean diagonal added, or 1 where there is none: invertible always.
    private double[][] regularised() {
      double[][] full = mean();
      double diagonal = 0;
      for (int i = 0; i < full.length; i++) {
        diagonal += full[i][i] / full.length;
      }
      for (int i = 0; i < full.length; i++) {
        full[i][i] += diagonal > 0 ? diagonal : 1;
      }
      return full;
    }
  }
}

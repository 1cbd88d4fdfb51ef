package dev.raghub.bench;

import java.util.SplittableRandom;

/// Vectors of length 1 in clusters: each is a weighted sum of a part that all share, one of its
/// domain (16 topics), one of its topic, and one of its own.
///
/// ```
/// cosine = 0.4 of anything, 0.5 within a domain, 0.7 within a topic, 0.8 of question and target
/// ```
///
/// as the embedder's cosines lie. The directions' variance falls as a power, so that some forty of
/// the 384 count: embeddings fill few of their dimensions, and a graph over vectors that fill all
/// of them would find less than it does on real ones.
final class SyntheticVectors {
  static final int DIMENSIONS = 384;

  private static final double COMMON = 0.4;
  private static final double DOMAIN = 0.1;
  private static final double TOPIC = 0.2;
  private static final double OWN = 0.3;
  private static final double FALL = -0.45;
  private static final int TOPICS_OF_DOMAIN = 16;
  private static final double QUESTION = 0.8;
  private static final double[] SCALE = new double[DIMENSIONS];

  static {
    for (int i = 0; i < DIMENSIONS; i++) {
      SCALE[i] = StrictMath.pow(1 + i, FALL);
    }
  }

  private final Chance chance;
  private final double[] common;

  SyntheticVectors(Chance chance) {
    this.chance = chance;
    this.common = direction(chance.random(Chance.Of.COMMON, 0));
  }

  float[] chunk(int number, int topic) {
    double[] sum = new double[DIMENSIONS];
    add(sum, COMMON, common);
    add(sum, DOMAIN, direction(chance.random(Chance.Of.DOMAIN, topic / TOPICS_OF_DOMAIN)));
    add(sum, TOPIC, direction(chance.random(Chance.Of.TOPIC, topic)));
    add(sum, OWN, direction(chance.random(Chance.Of.CHUNK, number)));
    return unit(sum);
  }

  /// A question's vector near that of a chunk.
  float[] near(float[] vector, int question) {
    double[] other = direction(chance.random(Chance.Of.NEAR, question));
    double[] sum = new double[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] = QUESTION * vector[i] + Math.sqrt(1 - QUESTION * QUESTION) * other[i];
    }
    return unit(sum);
  }

  private static void add(double[] sum, double share, double[] direction) {
    double weight = Math.sqrt(share);
    for (int i = 0; i < DIMENSIONS; i++) {
      sum[i] += weight * direction[i];
    }
  }

  private static double[] direction(SplittableRandom random) {
    double[] direction = new double[DIMENSIONS];
    double square = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      direction[i] = SCALE[i] * random.nextGaussian();
      square += direction[i] * direction[i];
    }
    double length = Math.sqrt(square);
    for (int i = 0; i < DIMENSIONS; i++) {
      direction[i] /= length;
    }
    return direction;
  }

  private static float[] unit(double[] sum) {
    double square = 0;
    for (double value : sum) {
      square += value * value;
    }
    float[] unit = new float[DIMENSIONS];
    for (int i = 0; i < DIMENSIONS; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return unit;
  }
}

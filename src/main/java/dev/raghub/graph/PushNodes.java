package dev.raghub.graph;

import java.util.Arrays;
import java.util.stream.IntStream;

/// The nodes that a walk has touched, with their mass: an open-addressing table from node numbers
/// to columns, since a walk touches thousands of nodes of a graph that may have millions.
final class PushNodes {
  /// Where the mass of a seed comes from.
  static final int SEED = -1;

  private int[] table = new int[1 << 11];
  private int[] node = new int[1 << 10];
  private int[] from = new int[1 << 10];
  private double[] degree = new double[1 << 10];
  private double[] estimate = new double[1 << 10];
  private double[] residual = new double[1 << 10];
  private double[] strongest = new double[1 << 10];
  private boolean[] queued = new boolean[1 << 10];
  private int size;
  private int[] full = new int[1 << 8];
  private int fullCount;

  /// A node's degree; negative for one that is not here.
  double degree(int number) {
    int row = row(number);
    return row < 0 ? -1 : degree[row];
  }

  double estimate(int number) {
    int row = row(number);
    return row < 0 ? 0 : estimate[row];
  }

  /// From which node the largest single share came that does not lead in a circle, or [#SEED].
  int from(int number) {
    int row = row(number);
    return row < 0 ? SEED : from[row];
  }

  void add(int number, double degreeOf) {
    if (size == node.length) {
      grow();
    }
    node[size] = number;
    from[size] = SEED;
    degree[size] = degreeOf;
    size++;
    enter(size - 1);
  }

  /// Adds to a node's residual; notes it as full once that reaches ε for each unit of its degree.
  void receive(int number, double mass, int sender, double epsilon) {
    int row = row(number);
    residual[row] += mass;
    if (mass > strongest[row] && !leadsTo(sender, number)) {
      strongest[row] = mass;
      from[row] = sender;
    }
    if (!queued[row] && residual[row] >= epsilon * Math.max(1, degree[row])) {
      queued[row] = true;
      if (fullCount == full.length) {
        full = Arrays.copyOf(full, 2 * fullCount);
      }
      full[fullCount++] = number;
    }
  }

  /// Whether the way to a sender leads over a node. Only over one that has released something.
  private boolean leadsTo(int sender, int number) {
    int at = estimate[row(number)] == 0 ? SEED : sender;
    while (at != SEED && at != number) {
      at = from(at);
    }
    return at == number;
  }

  /// The nodes that are full, which are full no longer.
  int[] takeFull() {
    int[] taken = Arrays.copyOf(full, fullCount);
    fullCount = 0;
    return taken;
  }

  /// Takes the residual of these nodes and leaves a share of it as their estimate; all of it where
  /// there is nowhere to pass it on to. Returns what each has to pass on, before damping.
  double[] release(int[] numbers, double share) {
    double[] held = new double[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      int row = row(numbers[i]);
      boolean end = degree[row] <= 0;
      estimate[row] += end ? residual[row] : share * residual[row];
      held[i] = end ? 0 : residual[row];
      residual[row] = 0;
      queued[row] = false;
    }
    return held;
  }

  /// The touched nodes below a number that have an estimate.
  int[] withEstimate(int below) {
    return IntStream.range(0, size)
        .filter(row -> node[row] < below && estimate[row] > 0)
        .map(row -> node[row])
        .toArray();
  }

  private int row(int number) {
    int mask = table.length - 1;
    for (int at = slot(number, mask); table[at] != 0; at = (at + 1) & mask) {
      if (node[table[at] - 1] == number) {
        return table[at] - 1;
      }
    }
    return -1;
  }

  private void enter(int row) {
    int mask = table.length - 1;
    int at = slot(node[row], mask);
    while (table[at] != 0) {
      at = (at + 1) & mask;
    }
    table[at] = row + 1;
  }

  private void grow() {
    int capacity = 2 * node.length;
    node = Arrays.copyOf(node, capacity);
    from = Arrays.copyOf(from, capacity);
    degree = Arrays.copyOf(degree, capacity);
    estimate = Arrays.copyOf(estimate, capacity);
    residual = Arrays.copyOf(residual, capacity);
    strongest = Arrays.copyOf(strongest, capacity);
    queued = Arrays.copyOf(queued, capacity);
    table = new int[2 * capacity];
    for (int row = 0; row < size; row++) {
      enter(row);
    }
  }

  private static int slot(int number, int mask) {
    int scrambled = number * 0x9E3779B1;
    return (scrambled ^ (scrambled >>> 15)) & mask;
  }
}

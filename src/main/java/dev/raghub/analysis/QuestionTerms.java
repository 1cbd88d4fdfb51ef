package dev.raghub.analysis;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The terms of a question with what each weighs, to be looked for in [TermSets]. What a set holds
/// of them is a mask: bit `i` stands for the `i`-th term. At most 64 terms count, the heaviest.
public final class QuestionTerms {
  /// As many as a mask has bits.
  public static final int MAX_TERMS = Long.SIZE;

  private static final Comparator<Term> HEAVIEST_FIRST =
      Comparator.<Term>comparingDouble(term -> term.weight().weight())
          .reversed()
          .thenComparing(Term::text);

  private final List<String> terms;
  private final char[] fingerprints;

  /// A bit for each possible fingerprint: most terms of a set are none of the question's.
  private final long[] asked = new long[(Character.MAX_VALUE + 1) / Long.SIZE];

  private final double[] weights;
  private final long known;
  private final double total;

  private QuestionTerms(List<Term> ordered) {
    this.terms = ordered.stream().map(Term::text).toList();
    this.fingerprints = new char[ordered.size()];
    this.weights = new double[ordered.size()];
    long found = 0;
    for (int i = 0; i < ordered.size(); i++) {
      fingerprints[i] = ordered.get(i).fingerprint();
      asked[fingerprints[i] / Long.SIZE] |= 1L << fingerprints[i];
      weights[i] = ordered.get(i).weight().weight();
      found |= ordered.get(i).weight().known() ? 1L << i : 0;
    }
    this.known = found;
    this.total = weight(all());
  }

  /// @param weights what each term of the question weighs
  public static QuestionTerms of(Map<String, TermWeight> weights) {
    Map<Character, Term> kept = new LinkedHashMap<>();
    weights.entrySet().stream()
        .map(term -> new Term(term.getKey(), term.getValue()))
        .sorted(HEAVIEST_FIRST)
        .limit(MAX_TERMS)
        .forEach(term -> kept.putIfAbsent(term.fingerprint(), term));
    return new QuestionTerms(
        kept.values().stream().sorted(Comparator.comparingInt(Term::fingerprint)).toList());
  }

  private record Term(String text, TermWeight weight) {
    char fingerprint() {
      return TermSets.fingerprint(text);
    }
  }

  /// The mask of all terms.
  public long all() {
    return fingerprints.length == Long.SIZE ? -1L : (1L << fingerprints.length) - 1;
  }

  /// The mask of the terms that anything in the workspace has.
  public long known() {
    return known;
  }

  /// The mask of those among these terms that the question has.
  public long of(Collection<String> among) {
    long mask = 0;
    for (int i = 0; i < terms.size(); i++) {
      mask |= among.contains(terms.get(i)) ? 1L << i : 0;
    }
    return mask;
  }

  /// Which terms stand in `set[from .. to)`.
  public long in(char[] set, int from, int to) {
    long mask = 0;
    for (int at = from; at < to; at++) {
      if ((asked[set[at] / Long.SIZE] & (1L << set[at])) != 0) {
        mask |= 1L << Arrays.binarySearch(fingerprints, set[at]);
      }
    }
    return mask;
  }

  /// What the terms of a mask weigh together.
  public double weight(long mask) {
    double sum = 0;
    for (long rest = mask; rest != 0; rest &= rest - 1) {
      sum += weights[Long.numberOfTrailingZeros(rest)];
    }
    return sum;
  }

  /// The share of the question's weight that a mask has, 0 to 1; 0 for a question without weight.
  public double coverage(long mask) {
    return total <= 0 ? 0 : weight(mask) / total;
  }

  /// The terms of a mask, for people to read.
  public List<String> terms(long mask) {
    return IntStream.range(0, terms.size())
        .filter(i -> (mask & (1L << i)) != 0)
        .mapToObj(terms::get)
        .toList();
  }
}

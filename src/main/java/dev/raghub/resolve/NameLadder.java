package dev.raghub.resolve;

import dev.raghub.resolve.Suggestion.Reason;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Finds names that look alike, rung by rung: equal without spaces and legal forms; then by the
/// Jaccard index of their sets of character 3-grams. Pairs are found over an index of each name's
/// rarest grams (prefix filter, Chaudhuri, Ganti and Kaushik 2006): two sets with an index of at
/// least t share one among the n − ⌈t·n⌉ + 1 rarest of either.
final class NameLadder {
  private static final double STRONG = 0.9;
  private static final double SYNONYM = 0.8;
  private static final double MIN_ENTROPY = 1.5;
  private static final int GRAM = 3;
  private static final int MIN_LETTERS = 6;

  /// The most names that are paired for one reason alone; further ones are as good as the first.
  private static final int MAX_GROUP = 20;

  /// The most pairs that are compared.
  static final int MAX_COMPARISONS = 1_000_000;

  private static final Pattern TELLS_APART = Pattern.compile(".*\\p{Nd}.*|[ivxlcdm]+");

  private final int limit;
  private final PriorityQueue<Suggestion> found =
      new PriorityQueue<>(Suggestion.BEST_FIRST.reversed());
  private int comparisons;

  private NameLadder(int limit) {
    this.limit = limit;
  }

  /// @param complete whether all pairs were compared that could be alike
  record Pairs(List<Suggestion> suggestions, boolean complete) {}

  /// The pairs that look most alike, best first.
  static Pairs of(Collection<KnownName> names, int limit) {
    NameLadder ladder = new NameLadder(limit);
    ladder.sameWithoutForms(names);
    ladder.similar(names.stream().filter(name -> isTelling(name.name())).toList());
    return new Pairs(
        ladder.found.stream().sorted(Suggestion.BEST_FIRST).toList(),
        ladder.comparisons < MAX_COMPARISONS);
  }

  private void sameWithoutForms(Collection<KnownName> names) {
    Map<String, List<KnownName>> groups = new TreeMap<>();
    names.forEach(
        name ->
            groups
                .computeIfAbsent(LegalForms.without(name.name()), key -> new ArrayList<>())
                .add(name));
    for (List<KnownName> group : groups.values()) {
      for (int i = 0; i < Math.min(group.size(), MAX_GROUP); i++) {
        for (int j = 0; j < i; j++) {
          suggest(group.get(j), group.get(i), 1, Reason.SAME);
        }
      }
    }
  }

  private void similar(List<KnownName> names) {
    Map<String, Integer> ranks = ranks(names);
    List<Grams> sets =
        names.stream()
            .map(name -> new Grams(name, ranks))
            .sorted(Comparator.comparingInt(Grams::size).thenComparing(it -> it.name.name()))
            .toList();
    Map<Integer, List<Integer>> index = new HashMap<>();
    for (int i = 0; i < sets.size() && comparisons < MAX_COMPARISONS; i++) {
      BitSet shorter = new BitSet();
      for (int gram : sets.get(i).prefix()) {
        List<Integer> with = index.computeIfAbsent(gram, key -> new ArrayList<>());
        with.forEach(shorter::set);
        with.add(i);
      }
      Grams longer = sets.get(i);
      shorter.stream().forEach(other -> compare(sets.get(other), longer));
    }
  }

  /// The grams of all names, the rarest first.
  private static Map<String, Integer> ranks(List<KnownName> names) {
    Map<String, Integer> frequency = new TreeMap<>();
    names.forEach(
        name -> gramsOf(name.name()).forEach(gram -> frequency.merge(gram, 1, Integer::sum)));
    Map<String, Integer> ranks = new HashMap<>();
    frequency.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> ranks.put(entry.getKey(), ranks.size()));
    return ranks;
  }

  private void compare(Grams shorter, Grams longer) {
    comparisons++;
    if (shorter.size() >= SYNONYM * longer.size() && !shorter.bare.equals(longer.bare)) {
      double jaccard = shorter.jaccard(longer);
      if (jaccard >= SYNONYM) {
        Reason reason = jaccard >= STRONG ? Reason.STRONG : Reason.SYNONYM;
        suggest(shorter.name, longer.name, jaccard, reason);
      }
    }
  }

  private void suggest(KnownName one, KnownName two, double score, Reason reason) {
    Suggestion suggestion = Suggestion.of(one, two, score, reason);
    boolean better =
        found.size() < limit || Suggestion.BEST_FIRST.compare(suggestion, found.element()) < 0;
    if (better && one.maybe(two) && marks(one.name()).equals(marks(two.name()))) {
      found.add(suggestion);
      if (found.size() > limit) {
        found.remove();
      }
    }
  }

  /// The words that tell one of a series from the next: numbers, codes, versions, Roman numerals.
  private static List<String> marks(String name) {
    return Arrays.stream(name.split(" ", -1))
        .filter(word -> TELLS_APART.matcher(word).matches())
        .sorted()
        .toList();
  }

  /// Whether likeness of a name says anything: short and repetitive ones are alike by chance.
  private static boolean isTelling(String name) {
    boolean enough = name.indexOf(' ') > 0 || name.length() >= MIN_LETTERS;
    return enough && entropy(name) >= MIN_ENTROPY;
  }

  /// Shannon's entropy of the letters, in bits.
  private static double entropy(String name) {
    Map<Integer, Integer> counts = new HashMap<>();
    int[] letters = name.codePoints().filter(point -> point != ' ').toArray();
    Arrays.stream(letters).forEach(letter -> counts.merge(letter, 1, Integer::sum));
    return counts.values().stream()
        .mapToDouble(count -> (double) count / letters.length)
        .map(share -> -share * Math.log(share) / Math.log(2))
        .sum();
  }

  private static Set<String> gramsOf(String name) {
    Set<String> grams = new HashSet<>();
    int[] points = name.codePoints().toArray();
    for (int at = 0; at + GRAM <= points.length; at++) {
      grams.add(new String(points, at, GRAM));
    }
    return grams;
  }

  private static final class Grams {
    private final KnownName name;

    /// Without spaces and legal forms: what is equal there was suggested for that.
    private final String bare;

    /// Of its grams, the rarest of the workspace first.
    private final int[] ranks;

    private Grams(KnownName name, Map<String, Integer> ranks) {
      this.name = name;
      this.bare = LegalForms.without(name.name());
      this.ranks =
          gramsOf(name.name()).stream()
              .mapToInt(gram -> ranks.getOrDefault(gram, 0))
              .sorted()
              .toArray();
    }

    private int size() {
      return ranks.length;
    }

    private int[] prefix() {
      int length = size() - (int) Math.ceil(SYNONYM * size()) + 1;
      return Arrays.copyOf(ranks, Math.min(size(), length));
    }

    private double jaccard(Grams other) {
      int common = 0;
      int i = 0;
      int j = 0;
      while (i < size() && j < other.size()) {
        int order = Integer.compare(ranks[i], other.ranks[j]);
        common += order == 0 ? 1 : 0;
        i += order <= 0 ? 1 : 0;
        j += order >= 0 ? 1 : 0;
      }
      return (double) common / (size() + other.size() - common);
    }
  }
}

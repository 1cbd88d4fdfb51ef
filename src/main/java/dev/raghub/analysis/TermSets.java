package dev.raghub.analysis;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Sets of terms as fingerprints of 16 bits, small enough to be kept in memory for every sentence
/// of a workspace. Two terms share a fingerprint once in 65,536 times, so a question of ten terms
/// meets a sentence of twenty by mistake three times in a thousand: enough to rank, not to prove.
///
/// Encoded, big-endian, a set after the other: `count (2 bytes), fingerprint (2 bytes) …`,
/// ascending and without doubles. The fingerprint of a term never changes: it is stored.
public final class TermSets {
  /// The most terms of a set that are kept.
  static final int MAX_TERMS = Character.MAX_VALUE;

  private static final int GOLDEN = 0x9E3779B1;

  private TermSets() {}

  /// The fingerprint of a term: the high bits of its scrambled hash code, which Java specifies.
  public static char fingerprint(String term) {
    return (char) ((term.hashCode() * GOLDEN) >>> Character.SIZE);
  }

  /// The fingerprints of terms, ascending, without doubles.
  public static char[] of(Collection<String> terms) {
    int[] sorted =
        terms.stream()
            .mapToInt(TermSets::fingerprint)
            .sorted()
            .distinct()
            .limit(MAX_TERMS)
            .toArray();
    char[] set = new char[sorted.length];
    for (int i = 0; i < sorted.length; i++) {
      set[i] = (char) sorted[i];
    }
    return set;
  }

  /// Sets, to be stored.
  public static byte[] encode(List<char[]> sets) {
    int size = sets.stream().mapToInt(set -> Character.BYTES * (1 + set.length)).sum();
    ByteBuffer bytes = ByteBuffer.allocate(size);
    for (char[] set : sets) {
      bytes.putChar((char) set.length);
      for (char fingerprint : set) {
        bytes.putChar(fingerprint);
      }
    }
    return bytes.array();
  }

  /// Stored sets, as they were.
  public static List<char[]> decode(byte[] encoded) {
    ByteBuffer bytes = ByteBuffer.wrap(encoded);
    List<char[]> sets = new ArrayList<>();
    while (bytes.hasRemaining()) {
      char[] set = new char[bytes.getChar()];
      for (int i = 0; i < set.length; i++) {
        set[i] = bytes.getChar();
      }
      sets.add(set);
    }
    return sets;
  }
}

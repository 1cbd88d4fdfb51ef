package dev.raghub.graph;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Collects passages in ascending order of their chunk ids, column by column, for a [GraphBase].
final class GraphBaseBuilder {
  static final int NO_FIELD = -1;

  private final LongStream.Builder chunks = LongStream.builder();
  private final LongStream.Builder items = LongStream.builder();
  private final LongStream.Builder entities = LongStream.builder();
  private final IntStream.Builder mentionStart = IntStream.builder();
  private final IntStream.Builder slotStart = IntStream.builder();
  private final IntStream.Builder termStart = IntStream.builder();
  private final IntStream.Builder fields = IntStream.builder();
  private final Map<FieldName, Integer> fieldNumbers = new LinkedHashMap<>();
  private short[] sentences = new short[1 << 10];
  private char[] terms = new char[1 << 10];
  private int mentionCount;
  private int termCount;
  private int slotCount;
  private long last = Long.MIN_VALUE;

  void add(GraphPassage passage) {
    if (passage.chunk() < last) {
      throw new IllegalStateException("passages must come in the order of their chunks");
    }
    last = passage.chunk();
    chunks.add(passage.chunk());
    items.add(passage.item());
    mentionStart.add(mentionCount);
    passage.mentions().forEach(this::add);
    slotStart.add(slotCount);
    passage.terms().forEach(this::add);
    passage.fields().forEach(field -> fields.add(field.map(this::number).orElse(NO_FIELD)));
  }

  private int number(FieldName field) {
    return fieldNumbers.computeIfAbsent(field, key -> fieldNumbers.size());
  }

  GraphBase build() {
    return new GraphBase(new Columns(this));
  }

  private void add(GraphPassage.Incidence mention) {
    if (mentionCount == sentences.length) {
      sentences = Arrays.copyOf(sentences, 2 * mentionCount);
    }
    entities.add(mention.entity());
    sentences[mentionCount] = (short) mention.sentence();
    mentionCount++;
  }

  private void add(char[] set) {
    termStart.add(termCount);
    slotCount++;
    if (termCount + set.length > terms.length) {
      terms = Arrays.copyOf(terms, Math.max(termCount + set.length, 2 * terms.length));
    }
    System.arraycopy(set, 0, terms, termCount, set.length);
    termCount += set.length;
  }

  /// What was collected; each column can be taken once.
  static final class Columns {
    private final GraphBaseBuilder of;

    private Columns(GraphBaseBuilder of) {
      this.of = of;
    }

    long[] chunks() {
      return of.chunks.build().toArray();
    }

    long[] items() {
      return of.items.build().toArray();
    }

    long[] entities() {
      return of.entities.build().toArray();
    }

    int[] mentionStart() {
      return of.mentionStart.add(of.mentionCount).build().toArray();
    }

    short[] sentences() {
      return Arrays.copyOf(of.sentences, of.mentionCount);
    }

    int[] slotStart() {
      return of.slotStart.add(of.slotCount).build().toArray();
    }

    int[] termStart() {
      return of.termStart.add(of.termCount).build().toArray();
    }

    short[] fields() {
      int[] wide = of.fields.build().toArray();
      short[] narrow = new short[wide.length];
      for (int i = 0; i < wide.length; i++) {
        narrow[i] = (short) Math.min(wide[i], Short.MAX_VALUE);
      }
      return narrow;
    }

    List<FieldName> fieldNames() {
      return List.copyOf(of.fieldNumbers.keySet());
    }

    char[] terms() {
      return Arrays.copyOf(of.terms, of.termCount);
    }
  }
}

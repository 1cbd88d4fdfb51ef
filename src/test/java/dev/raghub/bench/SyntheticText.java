package dev.raghub.bench;

import dev.raghub.graph.FieldName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/// Writes the lines of chunks, and questions about them. A word in four belongs to the topic, the
/// others come from the whole vocabulary.
final class SyntheticText {
  private static final double WORDS = 1.05;
  private static final double TOPICAL = 0.25;
  private static final double UNKNOWN = 0.2;
  private static final int TOPIC_WORDS = 200;
  private static final int TOPIC_STEP = 7_919;
  private static final int MIN_WORDS = 12;
  private static final int MORE_WORDS = 13;
  private static final int STATES = 8;

  private final Chance chance;
  private final SyntheticNames names;
  private final Zipf vocabulary = new Zipf(Vocabulary.SIZE, WORDS);
  private final Zipf topical = new Zipf(TOPIC_WORDS, WORDS);

  SyntheticText(Chance chance, SyntheticNames names) {
    this.chance = chance;
    this.names = names;
  }

  /// Three to five sentences with three to seven names.
  List<SyntheticLine> article(int chunk, int item) {
    SplittableRandom random = chance.random(Chance.Of.LINES, chunk);
    int sentences = 3 + random.nextInt(3);
    List<List<SyntheticName>> mentioned = new ArrayList<>();
    for (int i = 0; i < sentences; i++) {
      mentioned.add(new ArrayList<>());
    }
    int mentions = 3 + random.nextInt(5);
    for (int i = 0; i < mentions; i++) {
      mentioned.get(random.nextInt(sentences)).add(name(random, item));
    }
    return mentioned.stream().map(here -> sentence(random, item, here)).toList();
  }

  /// Six fields and a sentence with two names.
  List<SyntheticLine> row(int chunk, int item, String type, SyntheticName title) {
    SplittableRandom random = chance.random(Chance.Of.LINES, chunk);
    SyntheticName parent = names.parent(random, item);
    SyntheticName category = names.category(random);
    List<String> fields = SyntheticRows.FIELDS;
    return List.of(
        field(new FieldName(type, fields.get(0)), title.words(), List.of()),
        field(new FieldName(type, fields.get(1)), parent.words(), List.of(parent)),
        field(new FieldName(type, fields.get(2)), category.words(), List.of(category)),
        field(new FieldName(type, fields.get(3)), state(random), List.of()),
        field(new FieldName(type, fields.get(4)), words(random, item, 2), List.of()),
        field(new FieldName(type, fields.get(5)), words(random, item, 4), List.of()),
        sentence(random, item, List.of(name(random, item), name(random, item))));
  }

  /// The chunk that a question is about.
  int target(int question, int chunks) {
    return chance.random(Chance.Of.QUESTION, question).nextInt(chunks);
  }

  /// Asks for some of a chunk's words under its title, and in every second question under a name
  /// that it mentions as well.
  String question(int number, SyntheticChunk target) {
    SplittableRandom random = chance.random(Chance.Of.NEAR, number);
    List<Integer> content =
        target.lines().stream().flatMap(line -> line.content().stream()).toList();
    List<SyntheticName> others =
        target.lines().stream().flatMap(line -> line.names().stream()).toList();
    StringBuilder text = new StringBuilder("What is the ");
    text.append(content(random, content)).append(' ').append(content(random, content));
    text.append(" of ").append(target.title().title());
    if (number % 2 == 0 && !others.isEmpty()) {
      text.append(" and of ").append(others.get(random.nextInt(others.size())).title());
    }
    text.append(", and which ").append(content(random, content));
    return text.append(" has its ").append(content(random, content)).append('?').toString();
  }

  private SyntheticName name(SplittableRandom random, int item) {
    return random.nextDouble() < UNKNOWN ? names.unknown(random) : names.known(random, item);
  }

  private SyntheticLine sentence(SplittableRandom random, int item, List<SyntheticName> mentioned) {
    int plain = MIN_WORDS + random.nextInt(MORE_WORDS);
    int length = plain + mentioned.stream().mapToInt(name -> name.words().length).sum();
    int[] words = new int[length];
    boolean[] capitals = new boolean[length];
    int at = 0;
    int written = 0;
    for (int i = 0; i < mentioned.size(); i++) {
      int before = plain * (i + 1) / (mentioned.size() + 1);
      for (; written < before; written++) {
        words[at++] = word(random, item);
      }
      for (int word : mentioned.get(i).words()) {
        capitals[at] = true;
        words[at++] = word;
      }
    }
    while (at < length) {
      words[at++] = word(random, item);
    }
    return new SyntheticLine(Optional.empty(), words, capitals, mentioned);
  }

  /// Values are written as titles where they are some row's.
  private static SyntheticLine field(FieldName name, int[] words, List<SyntheticName> mentioned) {
    boolean[] capitals = new boolean[words.length];
    java.util.Arrays.fill(capitals, !mentioned.isEmpty() || name.name().equals("name"));
    return new SyntheticLine(Optional.of(name), words, capitals, mentioned);
  }

  private int[] words(SplittableRandom random, int item, int count) {
    int[] words = new int[count];
    for (int i = 0; i < count; i++) {
      words[i] = word(random, item);
    }
    return words;
  }

  private int[] state(SplittableRandom random) {
    return new int[] {Vocabulary.FIRST_CONTENT + random.nextInt(STATES)};
  }

  private int word(SplittableRandom random, int item) {
    if (random.nextDouble() >= TOPICAL) {
      return vocabulary.rank(random.nextDouble());
    }
    long place = (long) names.topic(item) * TOPIC_WORDS + topical.rank(random.nextDouble());
    int range = Vocabulary.SIZE - Vocabulary.FIRST_CONTENT;
    return Vocabulary.FIRST_CONTENT + (int) (place * TOPIC_STEP % range);
  }

  private static String content(SplittableRandom random, List<Integer> words) {
    return words.isEmpty()
        ? "name"
        : SyntheticLine.written(words.get(random.nextInt(words.size())), false);
  }
}

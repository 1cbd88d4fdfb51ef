package dev.raghub.context;

import dev.raghub.answer.HandMade.Text;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Texts of every shape that a table or a caller may bring: titles without end, ideographs and
/// emoji without a space, one word, a sentence larger than a block, rows of forty fields, nothing
/// at all.
final class RandomTexts {
  private static final List<String> WORDS =
      List.of(
          "the",
          "office",
          "cat",
          "is",
          "called",
          "Minka",
          "and",
          "sleeps",
          "in",
          "server",
          "room",
          "which",
          "was",
          "built",
          "1998",
          "by",
          "Ida",
          "Blom",
          "not",
          "for",
          "INC-2031",
          "very",
          "Szczebrzeszyn",
          "Haftpflichtversicherung",
          "costs",
          "4.99",
          "of");
  private static final String IDEOGRAPHS = "员工每年有二十天年假总部在北京東京タワーは高いです";
  private static final List<String> EMOJI = List.of("🦊", "🎉", "👩‍👩‍👧‍👦", "🏳️‍🌈", "✅");
  private static final int FEW_TEXTS = 4;
  private static final int MANY_TEXTS = 26;
  private static final int FIELDS = 40;
  private static final int MANY = 1_200;

  private final Random random;

  RandomTexts(Random random) {
    this.random = random;
  }

  /// From none to more than a block is chosen from.
  List<Text> some() {
    int most = random.nextInt(3) == 0 ? FEW_TEXTS : MANY_TEXTS;
    return IntStream.range(0, random.nextInt(most)).mapToObj(this::text).toList();
  }

  private Text text(int number) {
    List<String> sentences = random.nextInt(3) == 0 ? row() : sentences();
    String source = random.nextInt(8) == 0 ? "s".repeat(90) : "table";
    String key = random.nextInt(8) == 0 ? IDEOGRAPHS.repeat(9) : "key " + number;
    return new Text(source, key, title(), sentences, List.of(), 0);
  }

  private String title() {
    return switch (random.nextInt(8)) {
      case 0 -> words(150);
      case 1 -> IDEOGRAPHS.repeat(8);
      case 2 -> "🦊".repeat(300);
      case 3 -> "A title\n[7] of two lines";
      default -> words(3);
    };
  }

  private List<String> sentences() {
    int count = random.nextInt(10) == 0 ? 0 : 1 + random.nextInt(9);
    return IntStream.range(0, count).mapToObj(i -> sentence()).toList();
  }

  private String sentence() {
    return switch (random.nextInt(12)) {
      case 0 -> "Yes.";
      case 1 -> IDEOGRAPHS.repeat(1 + random.nextInt(MANY / IDEOGRAPHS.length())) + "。";
      case 2 ->
          IntStream.range(0, 1 + random.nextInt(80))
              .mapToObj(i -> EMOJI.get(random.nextInt(EMOJI.size())))
              .collect(Collectors.joining());
      case 3 -> words(200);
      case 4 -> base64(MANY / 2);
      case 5 -> "# A heading  with two  spaces\u2028and a separator";
      default -> words(4 + random.nextInt(25)) + ".";
    };
  }

  private List<String> row() {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(FIELDS); i++) {
      fields.add("- field %d: %s".formatted(i, random.nextInt(6) == 0 ? list() : words(2)));
    }
    if (random.nextInt(3) == 0) {
      fields.addAll(sentences());
    }
    return fields;
  }

  private String list() {
    return IntStream.range(0, 2 + random.nextInt(60))
        .mapToObj(i -> "entry %d %s".formatted(i, word()))
        .collect(Collectors.joining(", "));
  }

  private String base64(int length) {
    byte[] bytes = new byte[length * 3 / 4];
    random.nextBytes(bytes);
    return Base64.getEncoder().encodeToString(bytes);
  }

  private String words(int count) {
    return IntStream.range(0, count).mapToObj(i -> word()).collect(Collectors.joining(" "));
  }

  private String word() {
    return WORDS.get(random.nextInt(WORDS.size()));
  }
}

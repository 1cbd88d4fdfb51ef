package dev.raghub.model;

import java.util.List;

/// Texts of a wanted length that mean nothing, to be read before an instruction.
///
/// @param counter says how long they are
record ProbeTexts(TokenCounter counter) {
  private static final List<String> SENTENCES =
      List.of(
          "The ferry to the island leaves at noon when the sea is calm.",
          "Two gardeners cut the hedge along the northern wall of the park.",
          "A box of old letters was found under the stairs of the library.",
          "The baker opens his shop before the first tram goes by.",
          "Rain fell all night, and the river rose to the second step.",
          "Her brother repairs clocks in a small room behind the market.",
          "The school bought forty chairs and a new map of the coast.",
          "Snow covered the road to the pass for most of the winter.");

  /// Lines under a heading.
  ///
  /// @param tokens about so many. Without numbers in the lines, which some tokenizers cut into
  ///   digits: most others count plain words alike
  /// @param heading texts under other headings share no beginning, so that nothing that a server
  ///   has kept of one serves another
  String filler(int tokens, String heading) {
    StringBuilder text = new StringBuilder(heading).append('\n');
    int counted = counter.count(text.toString());
    for (int line = 0; counted < tokens; line++) {
      String sentence = SENTENCES.get(line % SENTENCES.size()) + "\n";
      counted += counter.count(sentence);
      text.append(sentence);
    }
    return text.toString();
  }

  int count(Prompt prompt) {
    return counter.count(prompt.system()) + counter.count(prompt.user());
  }
}

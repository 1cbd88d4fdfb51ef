package dev.raghub.analysis;

/// English words that carry grammar rather than meaning. They stay searchable, since titles are
/// made of them too ("The Who"), but count little: in rows, which are no sentences, they are so
/// rare that their inverse document frequency would outweigh a name.
final class FunctionWords {
  /// What one of them counts beside another word.
  static final float WEIGHT = 0.1f;

  static final String TEXT =
      """
      a an the this that these those and or but if of in on at by for from to with into onto about as
      is are was were be been being am do does did done has have had having
      can could will would shall should may might must
      who whom whose which what when where why how
      i you he she it we they me him her us them my your his its our their
      there here not no any some
      """;

  private FunctionWords() {}
}

package dev.raghub.paraphrase;

import dev.raghub.paraphrase.Lexicon.Kind;
import dev.raghub.paraphrase.Verdict.Contradiction;
import dev.raghub.paraphrase.Verdict.Same;
import dev.raghub.paraphrase.Verdict.Unclear;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Judges whether an answer to one question may be served to another. Embeddings do not tell:
/// "enable" and "disable" lie closer than most paraphrases. So what contradicts is looked for first
/// ([Conflict]); then the words that only one of them has decide how alike the embeddings must be:
///
/// | Left over | Cosine |
/// |---|---|
/// | nothing | .878 |
/// | on one side a verb or adverb | .902 |
/// | on one side an adjective | .912 |
/// | on one side a noun or a name | .966 |
/// | on both sides, where the asked one adds verbs only and the frame is another | .848 |
/// | a word for another in the same frame, or things added | never |
///
/// The cosines are those of bge-small-en-v1.5 with its instruction for questions; another embedder
/// needs its own `shift`.
public final class Gate {
  private static final int MOST_LEFT = 3;

  /// Where fewer of the words are English, nothing is decided.
  private static final double KNOWN_SHARE = 0.5;

  private final Lexicon lexicon = new Lexicon();
  private final Conflicts conflicts = new Conflicts(lexicon);
  private final double shift;

  /// @param shift added to each cosine that is asked for
  public Gate(double shift) {
    this.shift = shift;
  }

  /// The least cosine at which two questions can be found to be the same.
  public double floor() {
    return Difference.REPHRASED.cosine + shift;
  }

  /// Whether the answer to a question depends on when it is asked, or something is to be done: such
  /// answers are neither kept nor served.
  public static Optional<Conflict> passing(String question) {
    Wording wording = Wording.of(question);
    if (wording.action()) {
      return Optional.of(Conflict.ACTION);
    }
    return wording.momentary() ? Optional.of(Conflict.TIME) : Optional.empty();
  }

  /// Judges two questions by their words.
  ///
  /// @param similarity cosine of their embeddings, -1 to 1
  public Verdict judge(String cachedQuestion, String askedQuestion, double similarity) {
    Wording cached = Wording.of(cachedQuestion);
    Wording asked = Wording.of(askedQuestion);
    Alignment words = Alignment.of(cached, asked, lexicon);
    Optional<Conflict> conflict = conflicts.of(cached, asked, words);
    if (conflict.isPresent()) {
      return new Contradiction(conflict.get());
    }
    if (!english(cached) || !english(asked)) {
      return new Unclear("too few words are known");
    }
    if (words.matched() == 0) {
      return new Unclear("no word in common");
    }
    Difference difference = difference(cached, asked, words);
    return similarity >= difference.cosine + shift
        ? new Same(difference.reason)
        : new Unclear(difference.reason);
  }

  private enum Difference {
    NONE(.878, "no other words"),
    VERB(.902, "a verb or adverb more or less"),
    ADJECTIVE(.912, "an adjective more or less"),
    NOUN(.966, "a noun or name more or less"),
    REPHRASED(.848, "rephrased"),
    EXCHANGED(Double.MAX_VALUE, "one word for another"),
    OTHER(Double.MAX_VALUE, "too many other words");

    private final double cosine;
    private final String reason;

    Difference(double cosine, String reason) {
      this.cosine = cosine;
      this.reason = reason;
    }
  }

  private Difference difference(Wording cached, Wording asked, Alignment words) {
    List<Kind> here = kinds(words.leftCached(), cached);
    List<Kind> there = kinds(words.leftAsked(), asked);
    if (here.contains(Kind.UNKNOWN) || there.contains(Kind.UNKNOWN)) {
      return Difference.OTHER;
    }
    if (words.complete()) {
      return Difference.NONE;
    }
    if (here.isEmpty() || there.isEmpty()) {
      return oneSided(here.isEmpty() ? there : here);
    }
    return bothSided(here, there, cached.form() == asked.form());
  }

  private static Difference oneSided(List<Kind> left) {
    if (left.size() > 1) {
      return Difference.OTHER;
    }
    return switch (left.getFirst()) {
      case VERB, ADVERB -> Difference.VERB;
      case ADJECTIVE -> Difference.ADJECTIVE;
      case NOUN -> Difference.NOUN;
      case UNKNOWN -> Difference.OTHER;
    };
  }

  private static Difference bothSided(List<Kind> here, List<Kind> there, boolean sameFrame) {
    boolean adds = there.stream().anyMatch(Set.of(Kind.NOUN, Kind.ADJECTIVE)::contains);
    if (adds || (sameFrame && here.size() == 1 && there.size() == 1)) {
      return Difference.EXCHANGED;
    }
    return here.size() > MOST_LEFT || there.size() > MOST_LEFT
        ? Difference.OTHER
        : Difference.REPHRASED;
  }

  /// A name counts as a noun.
  private List<Kind> kinds(List<String> left, Wording wording) {
    return left.stream()
        .map(
            word -> {
              Kind kind = lexicon.kind(Alignment.lower(word));
              return kind != Kind.UNKNOWN && wording.name(word) ? Kind.NOUN : kind;
            })
        .toList();
  }

  private boolean english(Wording wording) {
    List<String> letters =
        wording.words().stream()
            .filter(word -> word.chars().allMatch(Character::isLetter))
            .toList();
    long known =
        letters.stream()
            .filter(word -> Vocabulary.FRAME.contains(word) || lexicon.knows(word))
            .count();
    return known >= letters.size() * KNOWN_SHARE;
  }
}

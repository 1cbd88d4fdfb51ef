package dev.raghub.reading;

import dev.raghub.extract.Words;
import dev.raghub.model.Completion;
import dev.raghub.model.Completion.Finish;
import dev.raghub.model.Judge;
import dev.raghub.reading.Salvage.Said;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The guards between what a model says and what is believed. Depends on excerpt and completion
/// alone.
final class CompletionCheck {
  /// Facts beyond the schema's most are not looked at, whatever the endpoint let through.
  static final int MAX_FACTS = 12;

  static final int MAX_NAME = 80;

  private final Excerpt excerpt;
  private final Candidates candidates;

  CompletionCheck(Excerpt excerpt, Candidates candidates) {
    this.excerpt = excerpt;
    this.candidates = candidates;
  }

  /// What can be read is taken, however it is written. For what cannot, the model is asked again;
  /// if that does not help either, the last text is checked as any other, so that its flaw and its
  /// tokens are known.
  static Judge.Verdict judge(Completion completion, String schema) {
    boolean whole = completion.finish() == Finish.STOP || completion.finish() == Finish.UNKNOWN;
    return whole && Salvage.read(completion.text()) instanceof Salvage.Found.Facts
        ? new Judge.Verdict.Useful(completion)
        : new Judge.Verdict.Doubtful(completion, "holds no fact that can be read, or not all");
  }

  /// What holds of a completion.
  ///
  /// @param sent our count of the prompt's tokens
  Checked check(Completion completion, int sent) {
    return switch (completion.finish()) {
      case LENGTH -> new Checked.Flawed(Flaw.CUT_OFF);
      case FILTERED -> new Checked.Flawed(Flaw.WITHHELD);
      case STOP, UNKNOWN ->
          promptWasCut(completion, sent)
              ? new Checked.Flawed(Flaw.PROMPT_CUT)
              : read(completion.text());
    };
  }

  /// Tokenizers differ, but none that we know needs less than half the tokens of another. A server
  /// that reports none has not counted.
  private static boolean promptWasCut(Completion completion, int sent) {
    int read = completion.usage().prompt();
    return completion.usage().reported() && read > 0 && read * 2 < sent;
  }

  private Checked read(String text) {
    return switch (Salvage.read(text)) {
      case Salvage.Found.Nothing nothing -> new Checked.Flawed(nothing.flaw());
      case Salvage.Found.Facts found -> sound(found.facts());
    };
  }

  private Checked sound(List<Said> said) {
    if (said.isEmpty()) {
      return candidates.promising() ? new Checked.Flawed(Flaw.EMPTY) : new Checked.Sound(List.of());
    }
    Set<Fact> facts = new LinkedHashSet<>();
    boolean holds = false;
    for (Said each : said.subList(0, Math.min(MAX_FACTS, said.size()))) {
      Optional<Fact> fact = fact(each);
      holds |= fact.isPresent();
      fact.filter(thing -> NameType.isThing(each.type())).ifPresent(facts::add);
    }
    return holds || !candidates.promising()
        ? new Checked.Sound(new ArrayList<>(facts))
        : new Checked.Flawed(Flaw.INVENTED);
  }

  private Optional<Fact> fact(Said said) {
    Optional<String> subject = name(said.subject());
    Optional<String> object = name(said.object());
    boolean inRange = said.sentence() >= 1 && said.sentence() <= excerpt.sentences().size();
    if (!inRange || subject.isEmpty() || object.isEmpty() || subject.equals(object)) {
      return Optional.empty();
    }
    return Optional.of(
        new Fact(
            said.sentence() - 1,
            subject.get(),
            Predicate.of(said.predicate()).words(),
            object.get()));
  }

  /// A known name by its id, or a name that title or text say.
  private Optional<String> name(String text) {
    return candidates
        .name(text)
        .filter(name -> name.length() <= MAX_NAME)
        .map(Words::of)
        .filter(Words::canBeName)
        .map(words -> String.join(" ", words))
        .filter(excerpt::says);
  }
}

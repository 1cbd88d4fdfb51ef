package dev.raghub.cache;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Citation;
import dev.raghub.answer.QuestionVector;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.answer.Verification;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.paraphrase.Gate;
import dev.raghub.paraphrase.Verdict;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/// Which entries may be served, and which answers become entries.
@ApplicationScoped
public class Shelf {
  /// How many of the nearest questions the gate looks at.
  private static final int CANDIDATES = 5;

  private final PostgresMoments moments;
  private final RedisEntries entries;
  private final Questions questions;
  private final ShadowAudit audit;
  private final Gate gate;
  private final Observer observer;
  private final Clock clock;

  Shelf(
      PostgresMoments moments,
      RedisEntries entries,
      Questions questions,
      ShadowAudit audit,
      Surroundings surroundings) {
    this.moments = moments;
    this.entries = entries;
    this.questions = questions;
    this.audit = audit;
    this.gate = surroundings.gate();
    this.observer = surroundings.observer();
    this.clock = surroundings.clock();
  }

  Optional<Entry> find(Place place) {
    return entries.find(place.partition(), place.question());
  }

  /// An entry, served to the same question.
  Answer exact(Place place, Entry entry) {
    return seen(place, entry.served("exact", OptionalDouble.empty(), clock.instant()));
  }

  /// An answer that was made for somebody who asked the same at the same time.
  Answer shared(Place place, Answer answer) {
    Entry entry =
        new Entry(
            place.inquiry().question().text(),
            answer.text(),
            answer.statements(),
            answer.citations(),
            answer.verification(),
            answer.receipt(),
            place.revision(),
            clock.instant(),
            new Evidence(List.of(), 0),
            "");
    Serving serving = entry.served("exact", OptionalDouble.empty(), clock.instant()).serving();
    return seen(place, answer.after(answer.fallbacks(), entry.plain().receipt()).served(serving));
  }

  /// What may be served now that it is known what the question finds.
  Optional<Answer> similar(Place place, Optional<Entry> outdated, Retrieval retrieval) {
    if (!whole(retrieval)) {
      return Optional.empty();
    }
    Evidence evidence = Evidence.of(retrieval);
    return confirmed(place, outdated, evidence)
        .or(() -> retrieval.vector().flatMap(vector -> byMeaning(place, vector, evidence)));
  }

  /// Keeps an answer that others may have. Never fails: the answer is there all the same.
  void keep(Place place, Answer answer, Retrieval retrieval) {
    try {
      attempt(place, answer, retrieval);
    } catch (RuntimeException failed) {
      observer.saw(
          new Observation.BookkeepingFailed(place.workspace().id().value(), "cache", failed));
    }
  }

  private void attempt(Place place, Answer answer, Retrieval retrieval) {
    if (!answer.serving().equals(Serving.MISS)) {
      return;
    }
    observer.saw(new Observation.CacheAsked(place.workspace().id().value(), "miss"));
    if (!whole(retrieval) || !lasting(answer)) {
      return;
    }
    Entry entry = Entry.of(place, answer, retrieval, clock.instant());
    if (entries.keep(place.partition(), place.question(), entry, clock.instant())) {
      questions.add(place.partition(), place.question(), entry);
    }
  }

  Optional<Long> erase(Workspace workspace) {
    questions.erase(workspace);
    return entries.forget(workspace);
  }

  Optional<Long> remains(Workspace workspace, List<String> texts) {
    return entries.remains(workspace, texts);
  }

  /// The same question, kept before something in the workspace changed: still right if it finds the
  /// same passages in the same versions.
  private Optional<Answer> confirmed(Place place, Optional<Entry> outdated, Evidence evidence) {
    if (outdated.isEmpty()) {
      return Optional.empty();
    }
    Entry entry = outdated.get();
    if (entry.evidence().holds(evidence) && current(place, entry, evidence)) {
      entries.replace(place.partition(), place.question(), entry.atRevision(place.revision()));
      return Optional.of(exact(place, entry));
    }
    entries.forget(place.partition(), List.of(place.question()));
    questions.remove(place.partition(), place.question());
    return Optional.empty();
  }

  private Optional<Answer> byMeaning(Place place, QuestionVector vector, Evidence evidence) {
    if (!audit.trusts(place.workspace())) {
      return Optional.empty();
    }
    String asked = place.inquiry().question().text();
    return questions.near(place.partition(), vector, gate.floor(), CANDIDATES).stream()
        .filter(near -> gate.judge(near.text(), asked, near.similarity()) instanceof Verdict.Same)
        .flatMap(near -> supported(place, near, evidence).stream())
        .findFirst();
  }

  private Optional<Answer> supported(Place place, Neighbours.Near near, Evidence evidence) {
    Optional<Entry> entry = entries.find(place.partition(), near.question());
    if (entry.isEmpty()) {
      questions.remove(place.partition(), near.question());
    }
    return entry
        .filter(
            kept ->
                kept.evidence().answers(evidence, kept.plain()) && current(place, kept, evidence))
        .map(
            kept ->
                seen(
                    place,
                    kept.served(
                        "semantic", OptionalDouble.of(near.similarity()), clock.instant())));
  }

  /// Whether every row that the answer cites is there as it was. What the question's own search has
  /// just read need not be read again.
  private boolean current(Place place, Entry entry, Evidence read) {
    List<Citation> others =
        entry.citations().stream().filter(citation -> !read.has(citation)).toList();
    return others.isEmpty() || moments.current(place.workspace(), others);
  }

  private Answer seen(Place place, Answer served) {
    observer.saw(
        new Observation.CacheAsked(place.workspace().id().value(), served.serving().how()));
    return served;
  }

  /// Whether the search could see everything.
  private static boolean whole(Retrieval retrieval) {
    return retrieval.missed().isEmpty() && retrieval.changesBehind() == 0;
  }

  /// Whether it would be the answer again: neither computed nor declined, neither empty nor
  /// unverified, from the tier that should answer.
  private static boolean lasting(Answer answer) {
    return answer.found()
        && !answer.citations().isEmpty()
        && answer.computation().isEmpty()
        && answer.decline().isEmpty()
        && answer.fallbacks().isEmpty()
        && answer.verification().map(Verification::verified).orElse(true);
  }
}

package dev.raghub.retrieve;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.analysis.QuestionTerms;
import dev.raghub.analysis.TermSets;
import dev.raghub.answer.PassageSentence;
import dev.raghub.corpus.Chunk;
import dev.raghub.corpus.ChunkTerms;
import dev.raghub.corpus.CitedChunk;
import dev.raghub.corpus.Sentence;
import dev.raghub.graph.GraphSnapshot;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Notes on each sentence what later steps need to choose among them: which of the question's terms
/// it has, and whether it names another of the found passages. From the graph where that has the
/// passage as it is shown, else from the text.
final class SentenceNotes {
  private final Optional<GraphSnapshot> graph;
  private final Optional<AskedFields> asked;
  private final QuestionTerms question;
  private final LuceneAnalysis analysis;
  private final Set<Integer> owned = new HashSet<>();

  SentenceNotes(Search.Found found, QuestionTerms question, LuceneAnalysis analysis) {
    this.graph = found.graph();
    this.asked = found.asked();
    this.question = question;
    this.analysis = analysis;
  }

  /// Tells of the chunks that were found, before [#of].
  void found(List<Chunk> chunks) {
    graph.ifPresent(
        snapshot -> chunks.forEach(chunk -> owned.addAll(owned(snapshot, number(chunk)))));
  }

  /// The sentences of one of them.
  List<PassageSentence> of(Chunk chunk) {
    int passage = number(chunk);
    boolean same =
        passage >= 0 && graph.orElseThrow().sentences(passage) == chunk.sentences().size();
    BitSet joining = same ? joining(graph.orElseThrow(), passage) : new BitSet();
    List<PassageSentence> noted = new ArrayList<>();
    for (int i = 0; i < chunk.sentences().size(); i++) {
      Sentence sentence = chunk.sentences().get(i);
      long terms = same ? graph.orElseThrow().mask(passage, i, question) : terms(sentence.text());
      double likely = same && asked.isPresent() ? asked.get().of(passage, i) : 0;
      noted.add(new PassageSentence(sentence.text(), terms, joining.get(i), likely));
    }
    return noted;
  }

  /// Which of the question's terms the whole chunk has, with what stands above it.
  long terms(CitedChunk cited) {
    int passage = number(cited.chunk());
    if (passage >= 0) {
      return graph.orElseThrow().mask(passage, question);
    }
    String heading = ChunkTerms.heading(cited.title(), cited.source(), cited.key());
    return terms(heading + "\n" + cited.chunk().text());
  }

  private BitSet joining(GraphSnapshot snapshot, int passage) {
    Set<Integer> own = owned(snapshot, passage);
    BitSet joining = new BitSet();
    snapshot.mentions(
        passage,
        (entity, sentence) -> {
          if (sentence >= 0 && owned.contains(entity) && !own.contains(entity)) {
            joining.set(sentence);
          }
        });
    return joining;
  }

  private static Set<Integer> owned(GraphSnapshot snapshot, int passage) {
    Set<Integer> own = new HashSet<>();
    if (passage >= 0) {
      snapshot.mentions(
          passage,
          (entity, sentence) -> {
            if (sentence == GraphSnapshot.OWN) {
              own.add(entity);
            }
          });
    }
    return own;
  }

  private int number(Chunk chunk) {
    return graph.map(snapshot -> snapshot.passage(chunk.id())).orElse(-1);
  }

  private long terms(String text) {
    char[] set = TermSets.of(analysis.terms(text, Integer.MAX_VALUE));
    return question.in(set, 0, set.length);
  }
}

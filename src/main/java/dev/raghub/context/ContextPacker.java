package dev.raghub.context;

import dev.raghub.analysis.LuceneAnalysis;
import dev.raghub.answer.Block;
import dev.raghub.answer.BlockLimits;
import dev.raghub.answer.Retrieval;
import dev.raghub.model.TokenCounter;
import dev.raghub.model.TokenCounters;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/// Packs the best sentences of passages under a hard ceiling of tokens.
///
/// The first sentences of the three best passages come first, then units by value as long as they
/// fit, until the next is worth less than a seventh of the best: a short honest block beats filler.
@ApplicationScoped
public class ContextPacker {
  private static final int LEADS = 3;
  private static final double WORTH = 0.15;

  private final TokenCounters counters;
  private final ContextSettings settings;
  private final LuceneAnalysis analysis = new LuceneAnalysis();

  public ContextPacker(TokenCounters counters, ContextSettings settings) {
    this.counters = counters;
    this.settings = settings;
  }

  /// From how many passages a block is chosen.
  public int depth() {
    return settings.passages();
  }

  /// The limits of a block for a caller who names no tokenizer.
  public BlockLimits limits(int maxTokens, boolean telegraphic) {
    return new BlockLimits(maxTokens, settings.tokenizer(), telegraphic);
  }

  /// What a block of a retrieval would be made of, best first.
  public List<Unit> units(Retrieval retrieval) {
    return units(retrieval, false);
  }

  private List<Unit> units(Retrieval retrieval, boolean telegraphic) {
    FieldLine fields = new FieldLine(analysis, retrieval.terms());
    return new Units(retrieval.terms(), fields, telegraphic)
        .of(retrieval.limitedTo(settings.passages()).passages());
  }

  /// The block of a retrieval. Empty text where nothing was found.
  public Block pack(Retrieval retrieval, BlockLimits limits) {
    TokenCounter counter = counters.of(limits.tokenizer());
    int found = Math.min(settings.passages(), retrieval.passages().size());
    Fitting fitting = new Fitting(limits.maxTokens(), counter, counters.of(TokenCounters.ESTIMATE));
    Layout layout = fitting.fit(leadsFirst(units(retrieval, limits.telegraphic())), found);
    String text = fitting.cut(layout);
    return new Block(
        text,
        counter.count(text),
        limits.maxTokens(),
        limits.tokenizer(),
        layout.sources(),
        layout.leftOut());
  }

  private static List<Unit> leadsFirst(List<Unit> byValue) {
    List<Unit> leads =
        byValue.stream()
            .filter(unit -> unit.place() == 0 && unit.passage().rank() <= LEADS)
            .toList();
    List<Unit> ordered = new ArrayList<>(leads);
    double worth = byValue.isEmpty() ? 0 : WORTH * byValue.getFirst().value();
    byValue.stream()
        .filter(unit -> !leads.contains(unit) && unit.value() >= worth)
        .forEach(ordered::add);
    return ordered;
  }
}

package dev.raghub.tier;

import dev.raghub.answer.Answer;
import dev.raghub.answer.Block;
import dev.raghub.answer.Citation;
import dev.raghub.answer.Fallback;
import dev.raghub.answer.Inquiry;
import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Passage;
import dev.raghub.answer.Receipt;
import dev.raghub.answer.Retrieval;
import dev.raghub.answer.Serving;
import dev.raghub.answer.Statement;
import dev.raghub.answer.Tier;
import dev.raghub.context.ContextPacker;
import dev.raghub.model.Endpoint;
import dev.raghub.model.TokenCounters;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Answers from passages: by quoting, by a model in the house, or by one outside. The choice is
/// made after retrieval, from what is known by then ([Features]); a model that fails, or whose
/// answer does not stand the checks, is followed by the next, and quoting always works.
@ApplicationScoped
public class Tiers {
  private final PostgresPolicies policies;
  private final ExtractiveTier extractive;
  private final ContextPacker packer;
  private final Ladder ladder;
  private final Drafts drafts;
  private final TokenCounters counters;
  private final Observer observer;

  Tiers(
      PostgresPolicies policies,
      ExtractiveTier extractive,
      ContextPacker packer,
      Ladder ladder,
      Drafts drafts,
      TokenCounters counters,
      Observer observer) {
    this.policies = policies;
    this.extractive = extractive;
    this.packer = packer;
    this.ladder = ladder;
    this.drafts = drafts;
    this.counters = counters;
    this.observer = observer;
  }

  /// How many passages an answer wants to choose from.
  public int depth() {
    return packer.depth();
  }

  /// Who may be asked to answer in this workspace, by its policy; quoting always may.
  public Set<Tier> offered(Workspace workspace) {
    return ladder.offered(policies.of(workspace));
  }

  /// The model in the house that this workspace's policy has.
  public Optional<Endpoint> local(Workspace workspace) {
    return ladder.local(policies.of(workspace)).map(Rung::endpoint);
  }

  /// The answer that these passages give.
  ///
  /// @param pieces is told of a model's text as it arrives, where no other tier can follow; the
  ///   answer that is returned is what counts
  public Answer answer(
      Workspace workspace, Inquiry inquiry, Retrieval retrieval, Consumer<String> pieces) {
    Answer quoted = extractive.answer(inquiry.question(), retrieval);
    Policy policy = policies.of(workspace);
    List<Rung> allowed = ladder.allowed(policy, inquiry, quoted.found());
    Optional<Rung> outside = quoted.found() ? ladder.remote(policy) : Optional.empty();
    if (allowed.isEmpty() && outside.isEmpty()) {
      return quoted;
    }
    Block block = packer.pack(retrieval, packer.limits(policy.maxTokens(), false));
    Features features = Features.of(inquiry.question(), retrieval, block);
    List<Rung> rungs = ladder.ordered(allowed, policy, inquiry, features);
    Found found = new Found(retrieval, block, quoted, rungs, outside.map(Rung::endpoint));
    if (rungs.isEmpty()) {
      BigDecimal saved = found.savings(0).dollars(rungs, List.of());
      return quoted.after(List.of(), quoted.receipt().saving(saved));
    }
    Answer answer = climb(workspace, inquiry, found, pieces);
    observer.saw(
        new Observation.TierChosen(
            workspace.id().value(), answer.receipt().tier(), features.easy(), features.toString()));
    return answer;
  }

  /// What there is to answer from, and who may.
  private record Found(
      Retrieval retrieval,
      Block block,
      Answer quoted,
      List<Rung> rungs,
      Optional<Endpoint> outside) {
    Savings savings(int tokensRetrieved) {
      return new Savings(tokensRetrieved, block.tokens(), outside);
    }
  }

  private Answer climb(Workspace workspace, Inquiry inquiry, Found found, Consumer<String> pieces) {
    List<ModelCall> calls = new ArrayList<>();
    Optional<Draft.Written> unverified = Optional.empty();
    for (Rung rung : found.rungs()) {
      boolean last = calls.size() == found.rungs().size() - 1 && unverified.isEmpty();
      Draft draft =
          drafts.write(workspace, inquiry, rung, found.block(), last ? pieces : piece -> {});
      calls.add(draft.call());
      if (draft instanceof Draft.Written written) {
        if (written.verification().verified()) {
          return answered(written, found)
              .after(fallbacks(calls), paid(rung.tier().label(), found, calls));
        }
        unverified = unverified.or(() -> Optional.of(written));
      }
    }
    return unfinished(found, unverified, calls);
  }

  /// No model gave an answer that stands: the first that was written, marked as unverified, else
  /// quotes.
  private Answer unfinished(
      Found found, Optional<Draft.Written> unverified, List<ModelCall> calls) {
    String tier =
        unverified.map(draft -> draft.call().tier()).orElse(found.quoted().receipt().tier());
    return unverified
        .map(draft -> answered(draft, found))
        .orElse(found.quoted())
        .after(fallbacks(calls), paid(tier, found, calls));
  }

  /// All calls but the one that answered.
  private static List<Fallback> fallbacks(List<ModelCall> calls) {
    return calls.stream()
        .filter(call -> !call.outcome().equals(Draft.ANSWERED))
        .map(call -> new Fallback(call.tier(), call.endpoint(), call.outcome()))
        .toList();
  }

  private static Answer answered(Draft.Written written, Found found) {
    List<Statement> statements = new ArrayList<>();
    for (String sentence : DraftCheck.sentences(written.text())) {
      DraftCheck.marks(sentence)
          .forEach(number -> statements.add(new Statement(DraftCheck.unmarked(sentence), number)));
    }
    List<Citation> citations =
        DraftCheck.marks(written.text()).stream()
            .flatMap(
                number ->
                    found.block().sources().stream()
                        .map(Block.Source::citation)
                        .filter(citation -> citation.number() == number)
                        .limit(1))
            .toList();
    return new Answer(
        true,
        written.text(),
        statements,
        citations,
        found.retrieval(),
        found.quoted().receipt(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(written.verification()),
        List.of(),
        Serving.MISS);
  }

  private Receipt paid(String tier, Found found, List<ModelCall> calls) {
    List<Passage> passages = found.retrieval().passages();
    int retrieved =
        passages.stream()
            .mapToInt(passage -> counters.of(found.block().tokenizer()).count(passage.text()))
            .sum();
    return new Receipt(
        tier,
        calls.size(),
        passages.size(),
        retrieved,
        found.block().tokens(),
        calls,
        calls.stream().map(ModelCall::cost).reduce(BigDecimal.ZERO, BigDecimal::add),
        found.savings(retrieved).dollars(found.rungs(), calls));
  }
}

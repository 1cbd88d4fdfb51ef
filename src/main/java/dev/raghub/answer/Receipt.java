package dev.raghub.answer;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/// What an answer cost.
///
/// @param tier who answered: `extractive`, `local`, `remote`, `abstain` where nothing bears on the
///   question, or `aggregate` where the answer was computed or declined
/// @param modelCalls calls of language models; 0 for an extractive answer
/// @param passagesRetrieved how many passages it was chosen from
/// @param tokensRetrieved of these passages as a whole; 0 where no model was asked
/// @param tokensSent of the context block that the model was shown
/// @param calls each call, in order
/// @param cost of all calls, in dollars
/// @param saved an estimate of what was not spent, in dollars: the rest of what was retrieved as
///   prompt, and the block where the policy's remote model was not asked; 0 where no price is known
public record Receipt(
    String tier,
    int modelCalls,
    int passagesRetrieved,
    int tokensRetrieved,
    int tokensSent,
    List<ModelCall> calls,
    BigDecimal cost,
    BigDecimal saved) {
  public Receipt {
    calls = List.copyOf(calls);
  }

  /// Of an answer that no model had a part in.
  public static Receipt withoutModel(String tier, int passagesRetrieved) {
    return new Receipt(
        tier, 0, passagesRetrieved, 0, 0, List.of(), BigDecimal.ZERO, BigDecimal.ZERO);
  }

  /// The same with calls that came before its own.
  public Receipt after(List<ModelCall> before) {
    List<ModelCall> all = new ArrayList<>(before);
    all.addAll(calls);
    BigDecimal paid = before.stream().map(ModelCall::cost).reduce(BigDecimal.ZERO, BigDecimal::add);
    return new Receipt(
        tier,
        all.size(),
        passagesRetrieved,
        tokensRetrieved,
        tokensSent,
        all,
        cost.add(paid),
        saved);
  }

  /// Of two answers that were made one.
  public Receipt with(Receipt other) {
    List<ModelCall> all = new ArrayList<>(calls);
    all.addAll(other.calls);
    return new Receipt(
        calls.isEmpty() && !other.calls.isEmpty() ? other.tier : tier,
        all.size(),
        passagesRetrieved + other.passagesRetrieved,
        tokensRetrieved + other.tokensRetrieved,
        tokensSent + other.tokensSent,
        all,
        cost.add(other.cost),
        saved.add(other.saved));
  }

  /// The same with what was not spent.
  public Receipt saving(BigDecimal dollars) {
    return new Receipt(
        tier, modelCalls, passagesRetrieved, tokensRetrieved, tokensSent, calls, cost, dollars);
  }
}

package dev.raghub.tier;

import dev.raghub.answer.ModelCall;
import dev.raghub.answer.Tier;
import dev.raghub.model.Endpoint;
import dev.raghub.spend.Costs;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/// What an answer did not cost; an estimate, because nobody has sent the other prompts.
///
/// ```
/// saved = Σ over the calls that a model took: (retrieved − sent) × its input price
///       + where the policy has a remote model and it was not asked: sent × its input price
/// ```
///
/// @param retrieved tokens of all that was found
/// @param sent tokens of the block
/// @param remote the model that the policy would have asked
record Savings(int retrieved, int sent, Optional<Endpoint> remote) {
  /// In dollars; 0 where no price is known.
  ///
  /// @param asked whose calls these are, in the same order
  BigDecimal dollars(List<Rung> asked, List<ModelCall> calls) {
    BigDecimal saved = BigDecimal.ZERO;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).promptTokens() > 0) {
        saved = saved.add(price(asked.get(i).endpoint(), retrieved, sent));
      }
    }
    boolean askedOutside =
        asked.stream().limit(calls.size()).anyMatch(rung -> rung.tier() == Tier.REMOTE);
    return askedOutside
        ? saved
        : saved.add(remote.map(endpoint -> price(endpoint, sent, 0)).orElse(BigDecimal.ZERO));
  }

  private static BigDecimal price(Endpoint endpoint, int tokens, int paid) {
    return Costs.saved(endpoint.prices(), tokens, paid).dollars();
  }
}

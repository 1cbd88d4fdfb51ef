package dev.raghub.model;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingRegistry;
import com.knuddels.jtokkit.api.EncodingType;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The token counters by name: `openai` (whichever of o200k_base and cl100k_base counts more, so
/// that a ceiling holds for every present model of theirs), the encodings themselves, and
/// `estimate`.
@ApplicationScoped
public class TokenCounters {
  /// The name of the over-estimate.
  public static final String ESTIMATE = "estimate";

  private final Map<String, TokenCounter> counters = new TreeMap<>();

  public TokenCounters() {
    EncodingRegistry registry = Encodings.newLazyEncodingRegistry();
    for (EncodingType type :
        List.of(
            EncodingType.O200K_BASE,
            EncodingType.CL100K_BASE,
            EncodingType.P50K_BASE,
            EncodingType.R50K_BASE)) {
      counters.put(type.getName(), text -> registry.getEncoding(type).countTokensOrdinary(text));
    }
    counters.put("openai", text -> larger(registry, text));
    counters.put(ESTIMATE, new EstimatedTokenCounter());
  }

  /// The counter of this name, or INVALID_REQUEST with the names there are.
  public TokenCounter of(String name) {
    TokenCounter counter = counters.get(name);
    if (counter == null) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "'tokenizer' is \"%s\"; expected one of %s".formatted(name, counters.keySet()));
    }
    return counter;
  }

  private static int larger(EncodingRegistry registry, String text) {
    Encoding newer = registry.getEncoding(EncodingType.O200K_BASE);
    Encoding older = registry.getEncoding(EncodingType.CL100K_BASE);
    return Math.max(newer.countTokensOrdinary(text), older.countTokensOrdinary(text));
  }
}

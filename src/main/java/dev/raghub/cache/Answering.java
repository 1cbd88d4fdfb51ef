package dev.raghub.cache;

import dev.raghub.corpus.StableHash;
import dev.raghub.model.Embedder;
import dev.raghub.model.Models;
import dev.raghub.tier.DefaultPolicy;
import dev.raghub.tier.Drafts;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HexFormat;

/// What decides on answers in every workspace of this gateway, as a digest: models, prompts,
/// defaults, embedder. Gateways that are configured differently do not serve each other's answers.
@ApplicationScoped
public class Answering {
  private final String fingerprint;

  Answering(Embedder embedder, Models models, DefaultPolicy policy, Drafts drafts) {
    this.fingerprint =
        HexFormat.of()
            .formatHex(
                StableHash.digest(
                    embedder.fingerprint(),
                    models.all().toString(),
                    policy.policy() + drafts.prompts()));
  }

  String fingerprint() {
    return fingerprint;
  }
}

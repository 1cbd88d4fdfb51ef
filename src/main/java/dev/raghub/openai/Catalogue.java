package dev.raghub.openai;

import dev.raghub.answer.Tier;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.tier.Tiers;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The tiers of answers as models: `raghub` is whom the workspace's policy chooses, the others are
/// `raghub-extractive`, `raghub-local` and `raghub-remote`, as far as it allows.
@ApplicationScoped
public class Catalogue {
  private static final String CHOSEN = "raghub";

  private final Tiers tiers;

  Catalogue(Tiers tiers) {
    this.tiers = tiers;
  }

  /// What a caller may ask in this workspace, by name.
  List<String> models(Workspace workspace) {
    List<String> names = new ArrayList<>();
    names.add(CHOSEN);
    tiers.offered(workspace).forEach(tier -> names.add(name(tier)));
    return names;
  }

  /// The tier that a model's name stands for; empty = whom the policy chooses. NOT_FOUND for one
  /// that this workspace does not offer.
  Optional<Tier> tier(Workspace workspace, String model) {
    if (model.equals(CHOSEN)) {
      return Optional.empty();
    }
    return Optional.of(
        tiers.offered(workspace).stream()
            .filter(tier -> name(tier).equals(model))
            .findFirst()
            .orElseThrow(() -> missing(workspace)));
  }

  /// The same where no workspace is known yet.
  Optional<Tier> tier(String model) {
    if (model.equals(CHOSEN)) {
      return Optional.empty();
    }
    return Optional.of(
        Arrays.stream(Tier.values())
            .filter(tier -> name(tier).equals(model))
            .findFirst()
            .orElseThrow(
                () ->
                    new RaghubException(
                        ErrorCode.NOT_FOUND,
                        "field 'model' names no model; expected %s, or that with -extractive, -local or -remote"
                            .formatted(CHOSEN))));
  }

  /// A model that does not exist here.
  RaghubException missing(Workspace workspace) {
    return new RaghubException(
        ErrorCode.NOT_FOUND,
        "field 'model' names none of this workspace's models; expected one of %s"
            .formatted(models(workspace)));
  }

  private static String name(Tier tier) {
    return CHOSEN + "-" + tier.label();
  }
}

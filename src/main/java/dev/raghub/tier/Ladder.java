package dev.raghub.tier;

import dev.raghub.answer.Inquiry;
import dev.raghub.answer.Tier;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint;
import dev.raghub.model.Models;
import dev.raghub.tier.Policy.RemoteUse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Which models are asked for an answer, in which order; the quoting tier stands below them all.
///
/// | remote use | question | order |
/// |---|---|---|
/// | never | | local |
/// | hard | easy | local, remote |
/// | hard | hard | remote, local |
/// | always | | remote, local |
@ApplicationScoped
public class Ladder {
  private final Models models;

  Ladder(Models models) {
    this.models = models;
  }

  /// The rungs that a question may take, local first; none = it is quoted. FORBIDDEN where the
  /// caller wants the remote tier and the policy does not, INVALID_REQUEST where the workspace has
  /// no such tier.
  ///
  /// @param bears whether what was found bears on the question; where it does not, no model is
  ///   asked unless the caller wants it
  List<Rung> allowed(Policy policy, Inquiry inquiry, boolean bears) {
    Optional<Rung> local = local(policy);
    Optional<Rung> remote = remote(policy);
    if (inquiry.tier().isPresent()) {
      return forced(inquiry.tier().get(), policy, local, remote);
    }
    return bears ? Stream.concat(local.stream(), remote.stream()).toList() : List.of();
  }

  /// The tiers that a caller may ask for.
  Set<Tier> offered(Policy policy) {
    Set<Tier> offered = EnumSet.of(Tier.EXTRACTIVE);
    local(policy).ifPresent(rung -> offered.add(rung.tier()));
    remote(policy).ifPresent(rung -> offered.add(rung.tier()));
    return offered;
  }

  /// The allowed rungs in the order in which they are asked; none where the question is easy and
  /// there is no local tier.
  List<Rung> ordered(List<Rung> allowed, Policy policy, Inquiry inquiry, Features features) {
    if (inquiry.tier().isPresent()) {
      return allowed;
    }
    if (policy.remoteUse() == RemoteUse.ALWAYS || features.easy() < policy.threshold()) {
      return allowed.reversed();
    }
    return allowed.getFirst().tier() == Tier.LOCAL ? allowed : List.of();
  }

  /// The remote tier that a question may take, whether or not it does.
  Optional<Rung> remote(Policy policy) {
    return policy.remoteUse() == RemoteUse.NEVER
        ? Optional.empty()
        : rung(Tier.REMOTE, policy.remote());
  }

  private static List<Rung> forced(
      Tier tier, Policy policy, Optional<Rung> local, Optional<Rung> remote) {
    return switch (tier) {
      case EXTRACTIVE -> List.of();
      case LOCAL -> List.of(local.orElseThrow(() -> missing(Tier.LOCAL)));
      case REMOTE -> {
        if (policy.remote().isPresent() && policy.remoteUse() == RemoteUse.NEVER) {
          throw new RaghubException(
              ErrorCode.FORBIDDEN, "this workspace's policy does not allow the remote tier");
        }
        yield List.of(remote.orElseThrow(() -> missing(Tier.REMOTE)));
      }
    };
  }

  private static RaghubException missing(Tier tier) {
    return new RaghubException(
        ErrorCode.INVALID_REQUEST,
        "this workspace has no %s tier; expected 'tier' to be left out or \"extractive\""
            .formatted(tier.label()));
  }

  /// The tier in the house, where there is one.
  Optional<Rung> local(Policy policy) {
    return rung(Tier.LOCAL, policy.local());
  }

  private Optional<Rung> rung(Tier tier, Optional<String> endpoint) {
    return endpoint
        .flatMap(models::find)
        .filter(found -> isAllowed(tier, found))
        .map(found -> new Rung(tier, found));
  }

  /// Nothing leaves the building by an endpoint that a policy calls local.
  private static boolean isAllowed(Tier tier, Endpoint endpoint) {
    return tier == Tier.REMOTE || !endpoint.remote();
  }
}

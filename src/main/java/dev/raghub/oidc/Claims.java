package dev.raghub.oidc;

import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.KeyLimits;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.Rights;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.WorkspaceId;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a verified token's claims say of its bearer. What they do not name is not given: without
/// roles nothing may be done, without workspaces none is entered, and no token is good everywhere.
record Claims(Map<String, Object> values) {
  /// Fit for logs as it is; an e-mail address, for one, is not.
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9-][A-Za-z0-9._-]{0,63}");

  Caller caller(String subject, OidcSettings settings) {
    return new Caller(
        key(subject),
        roles(settings.rolesClaim()),
        Optional.of(workspaces(settings.workspacesClaim())),
        KeyLimits.NONE,
        settings.labelsClaim().map(this::rights).orElse(Rights.ALL));
  }

  private Rights rights(String claim) {
    List<String> names = texts(claim);
    return names.contains("*") ? Rights.ALL : new Rights(Optional.of(Labels.ofCells(names)));
  }

  /// The same for the same subject at all times: budgets and the ledger hang on it.
  static String key(String subject) {
    return PLAIN.matcher(subject).matches() ? "oidc:" + subject : "oidc-sha256:" + hash(subject);
  }

  private Set<Role> roles(String claim) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String name : texts(claim)) {
      Stream.of(Role.values())
          .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
          .forEach(roles::add);
    }
    return roles;
  }

  private Set<WorkspaceId> workspaces(String claim) {
    Set<WorkspaceId> workspaces = new HashSet<>();
    for (String name : texts(claim)) {
      try {
        workspaces.add(new WorkspaceId(name));
      } catch (RaghubException other) {
        // A name that no workspace can have, `*` among them, names none.
      }
    }
    return workspaces;
  }

  /// A list of texts, or one text with spaces between.
  private List<String> texts(String claim) {
    return switch (find(claim).orElse("")) {
      case String text -> List.of(text.strip().split("\\s+", -1));
      case Collection<?> many ->
          many.stream().filter(String.class::isInstance).map(String.class::cast).toList();
      default -> List.of();
    };
  }

  private Optional<Object> find(String claim) {
    if (values.containsKey(claim)) {
      return Optional.ofNullable(values.get(claim));
    }
    Object at = values;
    for (String step : claim.split("/", -1)) {
      if (!(at instanceof Map<?, ?> map) || map.get(step) == null) {
        return Optional.empty();
      }
      at = map.get(step);
    }
    return Optional.of(at);
  }

  private static String hash(String subject) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(subject.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }
}

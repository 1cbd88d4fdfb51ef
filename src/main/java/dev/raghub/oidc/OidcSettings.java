package dev.raghub.oidc;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/// Whose tokens are taken.
@ConfigMapping(prefix = "raghub.oidc")
public interface OidcSettings {
  /// What the claim `iss` has to be; absent = no tokens are taken.
  Optional<String> issuer();

  /// Where the issuer's public keys are, as a JSON Web Key Set.
  Optional<String> jwksUrl();

  /// What has to be among the claim `aud`.
  Optional<String> audience();

  /// The claim with the roles: its name, or a path with `/` between.
  @WithDefault("roles")
  String rolesClaim();

  /// The claim with the names of the workspaces: its name, or a path with `/` between.
  @WithDefault("workspaces")
  String workspacesClaim();

  /// The claim with the labels of the documents that may be read beside those without: its name, or
  /// a path with `/` between; `*` in it = every document. Absent = every document.
  Optional<String> labelsClaim();
}

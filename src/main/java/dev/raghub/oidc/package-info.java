/// Callers who come with a token of an identity provider instead of a key. In: a signed JWT. Out:
/// the same [dev.raghub.workspace.Caller] that a key gives, so that roles, workspaces, limits,
/// budgets and the audit log need not know the difference. Off until an issuer is configured; the
/// rules are in docs/keys.md.
@NullMarked
package dev.raghub.oidc;

import org.jspecify.annotations.NullMarked;

package dev.raghub.change;

/// What proves who sends webhooks.
public sealed interface WebhookSigner permits WebhookSecret, GithubSecret {
  /// Whether it signed this one. Takes as long whether it did or not.
  boolean signed(WebhookDelivery delivery);
}

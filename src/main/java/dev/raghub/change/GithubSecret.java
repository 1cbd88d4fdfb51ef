package dev.raghub.change;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What signs webhooks as GitHub does: a text that signs the body with HMAC-SHA256.
public final class GithubSecret implements WebhookSigner {
  private static final int SHORTEST = 16;
  private static final int LONGEST = 256;

  private final byte[] key;

  private GithubSecret(byte[] key) {
    this.key = key;
  }

  /// The secret, or empty where the text is too short or too long for one.
  static Optional<GithubSecret> of(String text) {
    return text.length() < SHORTEST || text.length() > LONGEST
        ? Optional.empty()
        : Optional.of(new GithubSecret(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// `sha256=` and the HMAC-SHA256 of the body in hexadecimal digits.
  String sign(byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException none) {
      throw new IllegalStateException(none);
    }
  }

  @Override
  public boolean signed(WebhookDelivery delivery) {
    return delivery instanceof WebhookDelivery.Github github
        && MessageDigest.isEqual(
            sign(github.body()).getBytes(StandardCharsets.US_ASCII),
            github.signature().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof GithubSecret secret && MessageDigest.isEqual(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "***";
  }
}

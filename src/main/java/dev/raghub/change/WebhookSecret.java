package dev.raghub.change;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What signs webhooks, as [Standard Webhooks](https://www.standardwebhooks.com) has it: `whsec_`
/// and 24 to 64 bytes in base64.
public final class WebhookSecret implements WebhookSigner {
  private static final String PREFIX = "whsec_";
  private static final String VERSION = "v1,";
  private static final int SHORTEST = 24;
  private static final int LONGEST = 64;

  private final byte[] key;

  private WebhookSecret(byte[] key) {
    this.key = key;
  }

  /// The secret, or empty where the text is none.
  public static Optional<WebhookSecret> of(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      byte[] key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      return key.length < SHORTEST || key.length > LONGEST
          ? Optional.empty()
          : Optional.of(new WebhookSecret(key));
    } catch (IllegalArgumentException noBase64) {
      return Optional.empty();
    }
  }

  /// The signature of a delivery: `v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64.
  public String sign(String id, String timestamp, byte[] body) {
    ByteArrayOutputStream signed = new ByteArrayOutputStream();
    signed.writeBytes((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    signed.writeBytes(body);
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return VERSION + Base64.getEncoder().encodeToString(mac.doFinal(signed.toByteArray()));
    } catch (GeneralSecurityException none) {
      throw new IllegalStateException(none);
    }
  }

  /// Whether one of the signatures is ours.
  @Override
  public boolean signed(WebhookDelivery delivery) {
    return delivery instanceof WebhookDelivery.Standard standard && signed(standard);
  }

  private boolean signed(WebhookDelivery.Standard delivery) {
    byte[] expected =
        sign(delivery.id(), delivery.timestamp(), delivery.body())
            .getBytes(StandardCharsets.US_ASCII);
    boolean found = false;
    for (String signature : delivery.signatures().split(" ", -1)) {
      found |= MessageDigest.isEqual(expected, signature.getBytes(StandardCharsets.UTF_8));
    }
    return found;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WebhookSecret secret && MessageDigest.isEqual(key, secret.key);
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

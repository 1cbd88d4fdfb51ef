package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What keys are made of: `rh_<id>_<secret>` with 12 letters and digits and 256 random bits. Only
/// an HMAC-SHA256 of the secret under [KeySettings#secret] is ever stored.
@ApplicationScoped
class KeySecrets {
  private static final Pattern FORMAT = Pattern.compile("(rh_[A-Za-z0-9]{12})_([A-Za-z0-9_-]{43})");
  private static final String ID_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int MIN_SECRET = 32;

  private final SecretKeySpec hashingKey;
  private final SecureRandom random = new SecureRandom();

  KeySecrets(KeySettings settings) {
    if (settings.secret().length() < MIN_SECRET) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.keys.secret has fewer than 32 characters; set RAGHUB_KEYS_SECRET to a long random text");
    }
    this.hashingKey =
        new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /// A key in full; it is held by nobody yet.
  record FullKey(String id, String secret) {
    String text() {
      return id + "_" + secret;
    }

    /// The record's own would write the secret into whatever it is printed to.
    @Override
    public String toString() {
      return id;
    }
  }

  FullKey next() {
    return new FullKey("rh_" + randomId(), randomSecret());
  }

  /// The parts of what somebody presents; empty where it has not a key's form.
  static Optional<FullKey> read(String presented) {
    Matcher parts = FORMAT.matcher(presented);
    return parts.matches()
        ? Optional.of(new FullKey(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  String hash(FullKey key) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashingKey);
      return HexFormat.of().formatHex(mac.doFinal(key.secret().getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// Whether this is the stored key, in the same time whether it is or not.
  boolean matches(FullKey presented, String storedHash) {
    return MessageDigest.isEqual(
        hash(presented).getBytes(StandardCharsets.US_ASCII),
        storedHash.getBytes(StandardCharsets.US_ASCII));
  }

  private String randomId() {
    return random
        .ints(12, 0, ID_ALPHABET.length())
        .mapToObj(index -> String.valueOf(ID_ALPHABET.charAt(index)))
        .collect(Collectors.joining());
  }

  private String randomSecret() {
    byte[] secret = new byte[32];
    random.nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }
}

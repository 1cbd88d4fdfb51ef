package dev.raghub.corpus;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/// SHA-256 over length-prefixed parts, so that ("ab", "c") and ("a", "bc") differ. Ids are its
/// first 64 bits: the same document has the same id in every build, which keeps ties, dumps and
/// replicas equal. Two different keys with one id are improbable (under 1 in 10^5 for ten million)
/// and refused at merge.
public final class StableHash {
  private StableHash() {}

  /// The full digest, 32 bytes.
  public static byte[] digest(String... parts) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        sha.update(bytes);
      }
      return sha.digest();
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException(missing);
    }
  }

  /// The first 128 bits of the digest.
  public static UUID uuid(String... parts) {
    ByteBuffer digest = ByteBuffer.wrap(digest(parts));
    return new UUID(digest.getLong(), digest.getLong());
  }

  /// The first 64 bits of the digest.
  public static long id(String... parts) {
    return ByteBuffer.wrap(digest(parts)).getLong();
  }
}

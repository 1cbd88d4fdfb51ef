package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jdbi.v3.core.Handle;

/// API keys: `rh_<id>_<secret>` with a 256-bit secret, shown once, stored as HMAC-SHA256 under
/// [KeySettings#secret], compared in constant time. A revoked or expired key is refused at its next
/// use on every replica.
@ApplicationScoped
public class PostgresKeys {
  private static final Pattern FORMAT = Pattern.compile("(rh_[A-Za-z0-9]{12})_([A-Za-z0-9_-]{43})");
  private static final String ID_ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  private static final int MIN_SECRET = 32;

  private final PostgresScope scope;
  private final SecretKeySpec hashingKey;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  PostgresKeys(PostgresScope scope, KeySettings settings, Clock clock) {
    if (settings.secret().length() < MIN_SECRET) {
      throw new RaghubException(
          ErrorCode.CONFIGURATION_INVALID,
          "raghub.keys.secret has fewer than 32 characters; set RAGHUB_KEYS_SECRET to a long random text");
    }
    this.scope = scope;
    this.hashingKey =
        new SecretKeySpec(settings.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    this.clock = clock;
  }

  /// Makes a key and returns its full text; it cannot be shown again.
  public String create(NewKey key) {
    String id = "rh_" + randomId();
    String secret = randomSecret();
    scope.registry(handle -> insert(handle, id, secret, key));
    return id + "_" + secret;
  }

  /// Who holds this key, or NOT_AUTHENTICATED for every kind of wrong key alike.
  public Caller authenticate(String presented) {
    var parts = FORMAT.matcher(presented);
    if (!parts.matches()) {
      throw notAuthenticated();
    }
    Optional<StoredKey> stored = scope.registryRead(handle -> find(handle, parts.group(1)));
    String expected = stored.map(StoredKey::hash).orElse("");
    if (!MessageDigest.isEqual(
            hash(parts.group(2)).getBytes(StandardCharsets.US_ASCII),
            expected.getBytes(StandardCharsets.US_ASCII))
        || !stored.map(key -> key.usableAt(clock.instant())).orElse(false)) {
      throw notAuthenticated();
    }
    return stored.orElseThrow().caller();
  }

  /// All keys, newest first.
  public List<KeyInfo> list() {
    return scope.registry(
        handle ->
            handle
                .createQuery("SELECT * FROM api_key ORDER BY created_at DESC, id")
                .map((row, context) -> info(row))
                .list());
  }

  public boolean anyExists() {
    return scope.registry(
        handle ->
            handle.createQuery("SELECT EXISTS (SELECT FROM api_key)").mapTo(Boolean.class).one());
  }

  /// Refuses the key from now on. NOT_FOUND when there is none with this id.
  public void revoke(String id) {
    int revoked =
        scope.registry(
            handle ->
                handle
                    .createUpdate(
                        "UPDATE api_key SET revoked_at = coalesce(revoked_at, :now) WHERE id = :id")
                    .bind("id", id)
                    .bind("now", clock.instant())
                    .execute());
    if (revoked == 0) {
      throw new RaghubException(ErrorCode.NOT_FOUND, "there is no such key");
    }
  }

  private int insert(Handle handle, String id, String secret, NewKey key) {
    return handle
        .createUpdate(
            "INSERT INTO api_key (id, name, hash, roles, workspaces, created_at, expires_at) "
                + "VALUES (:id, :name, :hash, :roles, :workspaces, :now, :expires)")
        .bind("id", id)
        .bind("name", key.name())
        .bind("hash", hash(secret))
        .bindArray("roles", String.class, key.roles().stream().map(Role::name).toList())
        .bindBySqlType(
            "workspaces",
            key.workspaces()
                .map(names -> names.stream().map(WorkspaceId::value).toArray(String[]::new))
                .orElse(null),
            java.sql.Types.ARRAY)
        .bind("now", clock.instant())
        .bind("expires", key.expiresAt().orElse(null))
        .execute();
  }

  private static Optional<StoredKey> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT * FROM api_key WHERE id = :id")
        .bind("id", id)
        .map((row, context) -> new StoredKey(info(row), row.getString("hash")))
        .findOne();
  }

  private static KeyInfo info(ResultSet row) throws SQLException {
    return new KeyInfo(
        row.getString("id"),
        row.getString("name"),
        Arrays.stream((String[]) row.getArray("roles").getArray())
            .map(role -> role.toLowerCase(Locale.ROOT))
            .sorted()
            .toList(),
        Optional.ofNullable(row.getArray("workspaces")).map(PostgresKeys::strings),
        row.getTimestamp("created_at").toInstant(),
        Optional.ofNullable(row.getTimestamp("expires_at")).map(Timestamp::toInstant),
        Optional.ofNullable(row.getTimestamp("revoked_at")).map(Timestamp::toInstant));
  }

  private static List<String> strings(java.sql.Array array) {
    try {
      return List.of((String[]) array.getArray());
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private String hash(String secret) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(hashingKey);
      return HexFormat.of().formatHex(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException missing) {
      throw new IllegalStateException(missing);
    }
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

  private static RaghubException notAuthenticated() {
    return new RaghubException(
        ErrorCode.NOT_AUTHENTICATED, "send a valid API key as 'Authorization: Bearer rh_…'");
  }

  private record StoredKey(KeyInfo info, String hash) {
    boolean usableAt(Instant now) {
      return info.revokedAt().isEmpty() && info.expiresAt().map(now::isBefore).orElse(true);
    }

    Caller caller() {
      Set<Role> roles = EnumSet.noneOf(Role.class);
      info.roles().forEach(role -> roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT))));
      return new Caller(
          info.id(),
          roles,
          info.workspaces()
              .map(names -> names.stream().map(WorkspaceId::new).collect(Collectors.toSet())));
    }
  }
}

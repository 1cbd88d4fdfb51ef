package dev.raghub.workspace;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.workspace.KeySecrets.FullKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/// API keys. A key is read from PostgreSQL at each use and kept nowhere else, so one that is
/// revoked, or whose time is over, is refused at its next use on every replica.
@ApplicationScoped
public class PostgresKeys {
  /// How exactly the last use is known: one write a key and minute, not one a request.
  private static final Duration LAST_USE = Duration.ofMinutes(1);

  /// Where PostgreSQL and Java agree on how a year is written.
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private static final String SELECT =
      """
      SELECT k.*, (SELECT s.id FROM api_key s WHERE s.replaces = k.id
                   ORDER BY s.revoked_at IS NULL DESC, s.created_at DESC LIMIT 1) AS replaced_by
      FROM api_key k
      """;

  private final PostgresScope scope;
  private final KeySecrets secrets;
  private final Clock clock;

  PostgresKeys(PostgresScope scope, KeySecrets secrets, Clock clock) {
    this.scope = scope;
    this.secrets = secrets;
    this.clock = clock;
  }

  /// Makes a key. INVALID_REQUEST where its time would be over already.
  public MadeKey create(NewKey key) {
    requireFuture(key.expiresAt());
    FullKey made = secrets.next();
    scope.registry(handle -> insert(handle, made, key, Optional.empty()));
    return new MadeKey(made.id(), made.text(), Optional.empty(), Optional.empty());
  }

  /// Makes a key that may do what this one may, with its budgets and what it has spent of them, and
  /// lets this one live for the overlap only. NOT_FOUND where there is none with this id; CONFLICT
  /// where it is good no more, or has been replaced.
  public MadeKey rotate(String id, Rotation rotation) {
    requireFuture(rotation.expiresAt());
    Instant now = now();
    FullKey made = secrets.next();
    return scope.registry(
        handle -> {
          KeyInfo old = rotatable(handle, id, now);
          Instant end = now.plus(rotation.overlap());
          Instant until = old.expiresAt().filter(end::isAfter).orElse(end);
          NewKey successor =
              new NewKey(
                  old.name(),
                  roles(old),
                  workspaces(old),
                  rotation.expiresAt().or(old::expiresAt),
                  old.limits(),
                  old.rights());
          insert(handle, made, successor, Optional.of(id));
          handle.execute("UPDATE api_key SET expires_at = ? WHERE id = ?", until, id);
          inherit(handle, id, made.id());
          return new MadeKey(made.id(), made.text(), Optional.of(id), Optional.of(until));
        });
  }

  /// Who holds this key, or NOT_AUTHENTICATED for every kind of wrong key alike.
  public Caller authenticate(String presented) {
    FullKey key = KeySecrets.read(presented).orElseThrow(PostgresKeys::notAuthenticated);
    Optional<StoredKey> stored = scope.registryRead(handle -> find(handle, key.id()));
    Instant now = now();
    if (!secrets.matches(key, stored.map(StoredKey::hash).orElse(""))
        || !stored.map(found -> found.info().usableAt(now)).orElse(false)) {
      throw notAuthenticated();
    }
    KeyInfo info = stored.orElseThrow().info();
    if (info.lastUsedAt().map(last -> last.plus(LAST_USE).isBefore(now)).orElse(true)) {
      scope.registry(handle -> used(handle, info.id(), now));
    }
    return new Caller(info.id(), roles(info), workspaces(info), info.limits(), info.rights());
  }

  /// Keys, newest first.
  ///
  /// @param after the id of the last one that was listed before; INVALID_REQUEST where there is
  ///   none
  public List<KeyInfo> list(Optional<String> after, int limit) {
    return scope.registry(
        handle -> {
          if (after.isPresent() && find(handle, after.get()).isEmpty()) {
            throw new RaghubException(
                ErrorCode.INVALID_REQUEST, "'cursor' is none; expected the 'next' of a list");
          }
          return handle
              .createQuery(
                  SELECT
                      + """
                      LEFT JOIN api_key last ON last.id = :after
                      WHERE last.id IS NULL OR k.created_at < last.created_at
                        OR (k.created_at = last.created_at AND k.id > last.id)
                      ORDER BY k.created_at DESC, k.id LIMIT :limit
                      """)
              .bind("after", after.orElse(null))
              .bind("limit", limit)
              .map((row, context) -> info(row))
              .list();
        });
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
                    .bind("now", now())
                    .execute());
    if (revoked == 0) {
      throw notFound();
    }
  }

  /// Changes what a key may ask for, from its next request on. NOT_FOUND when there is none with
  /// this id.
  public void limit(String id, UnaryOperator<KeyLimits> change) {
    scope.registry(
        handle -> {
          handle.execute("SELECT FROM api_key WHERE id = ? FOR UPDATE", id);
          KeyLimits limits =
              change.apply(find(handle, id).orElseThrow(PostgresKeys::notFound).info().limits());
          return handle
              .createUpdate(
                  "UPDATE api_key SET requests_per_minute = :requests, tokens_per_minute = :tokens WHERE id = :id")
              .bind("id", id)
              .bind("requests", limits.requestsPerMinute().orElse(null))
              .bind("tokens", limits.tokensPerMinute().orElse(null))
              .execute();
        });
  }

  private static KeyInfo rotatable(Handle handle, String id, Instant now) {
    // Two rotations of one key at once: the second waits here, and finds the first's successor.
    handle.execute("SELECT FROM api_key WHERE id = ? FOR UPDATE", id);
    KeyInfo old = find(handle, id).orElseThrow(PostgresKeys::notFound).info();
    if (!old.usableAt(now)) {
      throw new RaghubException(
          ErrorCode.CONFLICT, "the key is revoked or expired; create a new one");
    }
    boolean replaced =
        handle
            .createQuery(
                "SELECT EXISTS (SELECT FROM api_key WHERE replaces = :id AND revoked_at IS NULL)")
            .bind("id", id)
            .mapTo(Boolean.class)
            .one();
    if (replaced) {
      throw new RaghubException(
          ErrorCode.CONFLICT, "the key has been replaced already; rotate its successor");
    }
    return old;
  }

  /// Caps and what counts to them go on with the successor: rotation is no way out of a budget.
  private static void inherit(Handle handle, String from, String to) {
    handle.execute(
        "INSERT INTO key_budget SELECT ?, period, cap FROM key_budget WHERE key_id = ?", to, from);
    handle.execute(
        "INSERT INTO key_spend SELECT ?, period, begins, spent FROM key_spend WHERE key_id = ?",
        to,
        from);
  }

  private static int used(Handle handle, String id, Instant now) {
    return handle.execute("UPDATE api_key SET last_used_at = ? WHERE id = ?", now, id);
  }

  private int insert(Handle handle, FullKey made, NewKey key, Optional<String> replaces) {
    return handle
        .createUpdate(
            "INSERT INTO api_key (id, name, hash, roles, workspaces, created_at, expires_at, replaces, "
                + "requests_per_minute, tokens_per_minute, labels) VALUES (:id, :name, :hash, :roles, :workspaces, :now, "
                + ":expires, :replaces, :requests, :tokens, :labels)")
        .bind("id", made.id())
        .bind("name", key.name())
        .bind("hash", secrets.hash(made))
        .bindArray("roles", String.class, key.roles().stream().map(Role::name).toList())
        .bindBySqlType(
            "workspaces",
            key.workspaces()
                .map(names -> names.stream().map(WorkspaceId::value).toArray(String[]::new))
                .orElse(null),
            Types.ARRAY)
        .bindBySqlType(
            "labels",
            key.rights().labels().map(held -> held.names().toArray(String[]::new)).orElse(null),
            Types.ARRAY)
        .bind("now", now())
        .bind("expires", key.expiresAt().orElse(null))
        .bind("replaces", replaces.orElse(null))
        .bind("requests", key.limits().requestsPerMinute().orElse(null))
        .bind("tokens", key.limits().tokensPerMinute().orElse(null))
        .execute();
  }

  private static Optional<StoredKey> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT *, NULL AS replaced_by FROM api_key WHERE id = :id")
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
        Optional.ofNullable(row.getArray("labels")).map(PostgresKeys::strings),
        row.getTimestamp("created_at").toInstant(),
        moment(row, "expires_at"),
        moment(row, "revoked_at"),
        Optional.ofNullable(row.getString("replaces")),
        Optional.ofNullable(row.getString("replaced_by")),
        moment(row, "last_used_at"),
        Optional.ofNullable(row.getObject("requests_per_minute", Integer.class)),
        Optional.ofNullable(row.getObject("tokens_per_minute", Integer.class)));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static List<String> strings(Array array) {
    try {
      return List.of((String[]) array.getArray());
    } catch (SQLException unreadable) {
      throw new IllegalStateException(unreadable);
    }
  }

  private static Set<Role> roles(KeyInfo info) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    info.roles().forEach(role -> roles.add(Role.valueOf(role.toUpperCase(Locale.ROOT))));
    return roles;
  }

  private static Optional<Set<WorkspaceId>> workspaces(KeyInfo info) {
    return info.workspaces()
        .map(names -> names.stream().map(WorkspaceId::new).collect(Collectors.toSet()));
  }

  private void requireFuture(Optional<Instant> expiresAt) {
    if (expiresAt.isPresent()
        && (!expiresAt.get().isAfter(clock.instant()) || expiresAt.get().isAfter(LATEST))) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field 'expiresAt' is %s; expected a time to come, before the year 10000"
              .formatted(expiresAt.get()));
    }
  }

  /// As PostgreSQL keeps it.
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private static RaghubException notFound() {
    return new RaghubException(ErrorCode.NOT_FOUND, "there is no such key");
  }

  private static RaghubException notAuthenticated() {
    return new RaghubException(
        ErrorCode.NOT_AUTHENTICATED, "send a valid API key as 'Authorization: Bearer rh_…'");
  }

  private record StoredKey(KeyInfo info, String hash) {}
}

package dev.raghub.idempotency;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/// The statements over a table of claims, of which there are two: one row a caller and key. A claim
/// is one statement, so that of two equal requests one is first.
///
/// `scope` is the workspace, and `-` in the table of what belongs to none.
final class PostgresClaims {
  private static final Duration USUAL_WAIT = Duration.ofSeconds(2);

  private final String table;
  private final String column;
  private final String scope;

  /// @param column which holds the scope
  PostgresClaims(String table, String column, String scope) {
    this.table = table;
    this.column = column;
    this.scope = scope;
  }

  /// What was given up, or lies too long, may be taken again; the former only by the same request.
  private static final String TAKE =
      """
      INSERT INTO <table> AS c (<column>, caller, key_hash, fingerprint, quotes, token, leased_until, created_at, revision)
      VALUES (:workspace, :caller, :key, :fingerprint, :quotes, gen_random_uuid(), :until, :now,
        (SELECT revision FROM revision WHERE workspace = :workspace))
      ON CONFLICT (<column>, caller, key_hash) DO UPDATE SET
        fingerprint = excluded.fingerprint, quotes = excluded.quotes, token = excluded.token, done = false,
        leased_until = excluded.leased_until, created_at = excluded.created_at, revision = excluded.revision,
        status = NULL, media_type = NULL, body = NULL
      WHERE c.created_at < :outdated
        OR (NOT c.done AND c.leased_until < :now AND c.fingerprint = excluded.fingerprint)
      RETURNING token
      """;

  Claim claim(Handle handle, OnceRequest request, Instant now, IdempotencySettings settings) {
    Optional<UUID> token =
        bound(handle.createQuery(TAKE), request)
            .bind("fingerprint", request.fingerprint())
            .bind("quotes", request.quotes())
            .bind("now", now)
            .bind("until", now.plus(settings.lease()))
            .bind("outdated", now.minus(settings.retention()))
            .mapTo(UUID.class)
            .findOne();
    return token
        .<Claim>map(Claim.Taken::new)
        .orElseGet(() -> found(handle, request).orElseGet(() -> new Claim.UnderWay(USUAL_WAIT)));
  }

  private Optional<Claim> found(Handle handle, OnceRequest request) {
    return bound(
            handle.createQuery(
                "SELECT * FROM <table> WHERE <column> = :workspace AND caller = :caller AND key_hash = :key"),
            request)
        .map((row, context) -> read(row, request))
        .findOne();
  }

  private static Claim read(ResultSet row, OnceRequest request) throws SQLException {
    if (!row.getString("fingerprint").equals(request.fingerprint())) {
      return new Claim.OtherRequest();
    }
    if (!row.getBoolean("done")) {
      return new Claim.UnderWay(USUAL_WAIT);
    }
    return new Claim.Done(
        row.getObject("status") == null
            ? Optional.empty()
            : Optional.of(
                new KeptAnswer(
                    row.getInt("status"), row.getString("media_type"), row.getString("body"))));
  }

  /// The lock keeps a change of the workspace's texts from being committed in between.
  int complete(Handle handle, UUID token, Optional<KeptAnswer> answer) {
    handle.execute("SELECT FROM revision WHERE workspace = ? FOR SHARE", scope);
    boolean current =
        handle
            .createQuery(
                """
                SELECT NOT quotes OR c.revision IS NOT DISTINCT FROM
                  (SELECT r.revision FROM revision r WHERE r.workspace = :workspace)
                FROM <table> c WHERE <column> = :workspace AND token = :token
                """)
            .define("table", table)
            .define("column", column)
            .bind("workspace", scope)
            .bind("token", token)
            .mapTo(Boolean.class)
            .findOne()
            .orElse(false);
    Optional<KeptAnswer> kept = answer.filter(given -> current);
    return handle
        .createUpdate(
            """
            UPDATE <table> SET done = true, status = CAST(:status AS int), media_type = CAST(:type AS text),
              body = CAST(:body AS text)
            WHERE <column> = :workspace AND token = :token
            """)
        .define("table", table)
        .define("column", column)
        .bind("workspace", scope)
        .bind("token", token)
        .bind("status", kept.map(KeptAnswer::status).orElse(null))
        .bind("type", kept.map(KeptAnswer::mediaType).orElse(null))
        .bind("body", kept.map(KeptAnswer::body).orElse(null))
        .execute();
  }

  int release(Handle handle, UUID token) {
    return handle
        .createUpdate(
            "DELETE FROM <table> WHERE <column> = :workspace AND token = :token AND NOT done")
        .define("table", table)
        .define("column", column)
        .bind("workspace", scope)
        .bind("token", token)
        .execute();
  }

  int sweep(Handle handle, Instant before) {
    return handle
        .createUpdate("DELETE FROM <table> WHERE <column> = :workspace AND created_at < :before")
        .define("table", table)
        .define("column", column)
        .bind("workspace", scope)
        .bind("before", before)
        .execute();
  }

  private <S extends SqlStatement<S>> S bound(S statement, OnceRequest request) {
    return statement
        .define("table", table)
        .define("column", column)
        .bind("workspace", scope)
        .bind("caller", request.caller())
        .bind("key", request.key());
  }
}

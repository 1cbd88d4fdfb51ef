package dev.raghub.reading;

import dev.raghub.reading.Claim.Attempt;
import dev.raghub.workspace.PostgresScope;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;

/// The texts that a model has to read yet. Many workers on many replicas take from it: a claim is a
/// row that others skip, and a lease after which they take it all the same, so that one who is
/// killed loses nothing. A text whose attempt fails is tried again at once, then after a minute, an
/// hour and a day.
@ApplicationScoped
public class PostgresExtractionQueue {
  private static final List<Duration> BACK_OFF =
      List.of(Duration.ZERO, Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofHours(24));
  private static final Duration POSTPONEMENT = Duration.ofMinutes(1);
  private static final int MAX_RAW = 16_000;

  private final PostgresScope scope;
  private final PostgresExcerpts excerpts;
  private final ExtractionSettings settings;
  private final Clock clock;

  PostgresExtractionQueue(
      PostgresScope scope, PostgresExcerpts excerpts, ExtractionSettings settings, Clock clock) {
    this.scope = scope;
    this.excerpts = excerpts;
    this.settings = settings;
    this.clock = clock;
  }

  /// Enters these texts, unless they are in or read already.
  void enter(Workspace workspace, Handle handle, String model, Collection<UUID> hashes) {
    if (!hashes.isEmpty()) {
      enter(workspace, handle, model, "unnest(:hashes)", hashes);
    }
  }

  /// Enters every text of the workspace that this model has not read. Returns how many.
  int enterAll(Workspace workspace, Handle handle, String model) {
    return enter(
        workspace,
        handle,
        model,
        "(SELECT DISTINCT hash FROM excerpt WHERE workspace = :workspace)",
        List.of());
  }

  /// Takes the text that has waited longest for its turn; empty if it is nobody's turn.
  Optional<Claim> claim(Workspace workspace, String model) {
    return scope.write(
        workspace,
        handle -> {
          Optional<Taken> taken = take(workspace, handle, model);
          while (taken.isPresent()) {
            Taken text = taken.get();
            Optional<Excerpt> excerpt = excerpt(workspace, handle, text.hash());
            if (excerpt.isPresent()) {
              return excerpt.map(it -> new Claim(text.hash(), model, text.attempt(), it));
            }
            forget(workspace, handle, text.hash());
            taken = take(workspace, handle, model);
          }
          return Optional.empty();
        });
  }

  /// Records that a claim's text was read. False if it is no longer ours: the text is gone, or
  /// somebody else has taken it.
  boolean done(Workspace workspace, Handle handle, Claim claim, Attempt attempt, List<Fact> facts) {
    Settled settled =
        new Settled(
            "done", Optional.empty(), Optional.empty(), Optional.of(FactsJson.write(facts)));
    return settle(workspace, handle, claim, attempt, settled) > 0;
  }

  /// Records that a claim's attempt failed, and when the next one is.
  void failed(Workspace workspace, Claim claim, Attempt attempt, String code) {
    Optional<Instant> next =
        Optional.of(BACK_OFF.get(Math.min(claim.attempt(), BACK_OFF.size()) - 1))
            .filter(pause -> claim.attempt() < settings.attempts())
            .map(clock.instant()::plus);
    Settled settled = new Settled("failed", next, Optional.of(code), Optional.empty());
    scope.record(workspace, handle -> settle(workspace, handle, claim, attempt, settled));
  }

  /// Gives a claim back as if it had not been made: what failed was not the text's fault.
  void postponed(Workspace workspace, Claim claim, String code) {
    Settled settled =
        new Settled(
            "pending",
            Optional.of(clock.instant().plus(POSTPONEMENT)),
            Optional.of(code),
            Optional.empty());
    scope.record(workspace, handle -> settle(workspace, handle, claim, Attempt.NONE, settled));
  }

  /// Everything that failed begins anew, now. Returns how many.
  int retry(Workspace workspace, String model) {
    return scope.write(
        workspace,
        handle ->
            handle
                .createUpdate(
                    "UPDATE extraction SET status = 'pending', attempts = 0, next_attempt_at = :now, changed_at = :now "
                        + "WHERE workspace = :workspace AND status = 'failed' AND model = :model AND prompt_version = :version")
                .bind("workspace", workspace.id().value())
                .bind("model", model)
                .bind("version", ExtractionPrompt.VERSION)
                .bind("now", clock.instant())
                .execute());
  }

  /// Deletes what was read in texts that no item has any more.
  void sweep(Workspace workspace, Handle handle, Collection<UUID> hashes) {
    handle
        .createUpdate(
            "DELETE FROM extraction WHERE workspace = :workspace AND hash = ANY(:hashes) AND NOT EXISTS "
                + "(SELECT FROM excerpt WHERE excerpt.workspace = :workspace AND excerpt.hash = extraction.hash)")
        .bind("workspace", workspace.id().value())
        .bindArray("hashes", UUID.class, hashes)
        .execute();
  }

  /// Deletes what other models, or another prompt, made of a text. Returns how many rows.
  int supersede(Workspace workspace, Handle handle, Claim by) {
    return handle
        .createUpdate(
            "DELETE FROM extraction WHERE workspace = :workspace AND hash = :hash "
                + "AND (model <> :model OR prompt_version <> :version)")
        .bind("workspace", workspace.id().value())
        .bind("hash", by.hash())
        .bind("model", by.model())
        .bind("version", ExtractionPrompt.VERSION)
        .execute();
  }

  /// What is known of these texts: by this model where it has read them, else by the last that has.
  Map<UUID, List<Fact>> facts(
      Workspace workspace, Handle handle, String model, Collection<UUID> hashes) {
    return handle
        .createQuery(
            "SELECT DISTINCT ON (hash) hash, facts FROM extraction WHERE workspace = :workspace AND hash = ANY(:hashes) "
                + "AND status = 'done' ORDER BY hash, (model = :model AND prompt_version = :version) DESC, changed_at DESC")
        .bind("workspace", workspace.id().value())
        .bindArray("hashes", UUID.class, hashes)
        .bind("model", model)
        .bind("version", ExtractionPrompt.VERSION)
        .reduceRows(
            new HashMap<>(),
            (facts, row) -> {
              facts.put(
                  row.getColumn("hash", UUID.class),
                  FactsJson.read(row.getColumn("facts", String.class)));
              return facts;
            });
  }

  private int enter(
      Workspace workspace, Handle handle, String model, String from, Collection<UUID> hashes) {
    Update update =
        handle
            .createUpdate(
                "INSERT INTO extraction (workspace, hash, model, prompt_version, status, next_attempt_at, changed_at) "
                    + "SELECT :workspace, hash, :model, :version, 'pending', :now, :now FROM <from> AS text (hash) "
                    + "ON CONFLICT DO NOTHING")
            .define("from", from)
            .bind("workspace", workspace.id().value())
            .bind("model", model)
            .bind("version", ExtractionPrompt.VERSION)
            .bind("now", clock.instant());
    return hashes.isEmpty()
        ? update.execute()
        : update.bindArray("hashes", UUID.class, hashes).execute();
  }

  private Optional<Taken> take(Workspace workspace, Handle handle, String model) {
    Instant now = clock.instant();
    return handle
        .createQuery(
            "UPDATE extraction SET status = 'running', attempts = attempts + 1, next_attempt_at = :lost, changed_at = :now "
                + "WHERE (workspace, hash, model, prompt_version) = (SELECT workspace, hash, model, prompt_version "
                + "FROM extraction WHERE workspace = :workspace AND model = :model AND prompt_version = :version "
                + "AND next_attempt_at <= :now ORDER BY next_attempt_at, hash LIMIT 1 FOR UPDATE SKIP LOCKED) "
                + "RETURNING hash, attempts")
        .bind("workspace", workspace.id().value())
        .bind("model", model)
        .bind("version", ExtractionPrompt.VERSION)
        .bind("now", now)
        .bind("lost", now.plus(settings.lease()))
        .map((row, context) -> new Taken(row.getObject("hash", UUID.class), row.getInt("attempts")))
        .findOne();
  }

  private Optional<Excerpt> excerpt(Workspace workspace, Handle handle, UUID hash) {
    List<Long> items = excerpts.items(workspace, handle, hash);
    return excerpts
        .of(workspace, handle, items.subList(0, Math.min(1, items.size())))
        .values()
        .stream()
        .flatMap(List::stream)
        .filter(excerpt -> excerpt.hash().equals(hash))
        .findFirst();
  }

  /// For a text that no item has, or none has any more as this version cuts texts.
  private static void forget(Workspace workspace, Handle handle, UUID hash) {
    String id = workspace.id().value();
    handle.execute("DELETE FROM excerpt WHERE workspace = ? AND hash = ?", id, hash);
    handle.execute("DELETE FROM extraction WHERE workspace = ? AND hash = ?", id, hash);
  }

  /// Ends a claim, if it still is ours, and counts what it took.
  private int settle(
      Workspace workspace, Handle handle, Claim claim, Attempt attempt, Settled settled) {
    return handle
        .createUpdate(
            "UPDATE extraction SET status = :status, next_attempt_at = CAST(:next AS timestamptz), "
                + "attempts = attempts - CASE WHEN :status = 'pending' THEN 1 ELSE 0 END, "
                + "error_code = CAST(:code AS text), facts = CAST(:facts AS text), "
                + "raw = coalesce(CAST(:raw AS text), raw), changed_at = :now, "
                + "prompt_tokens = prompt_tokens + :prompt, completion_tokens = completion_tokens + :completion "
                + "WHERE workspace = :workspace AND hash = :hash AND model = :model AND prompt_version = :version "
                + "AND status = 'running' AND attempts = :attempt")
        .bind("workspace", workspace.id().value())
        .bind("hash", claim.hash())
        .bind("model", claim.model())
        .bind("version", ExtractionPrompt.VERSION)
        .bind("attempt", claim.attempt())
        .bind("status", settled.status())
        .bind("next", settled.next().orElse(null))
        .bind("code", settled.code().orElse(null))
        .bind("facts", settled.facts().orElse(null))
        .bind("raw", storable(attempt.raw()).orElse(null))
        .bind("prompt", attempt.usage().prompt())
        .bind("completion", attempt.usage().completion())
        .bind("now", clock.instant())
        .execute();
  }

  /// PostgreSQL keeps no NUL, and UTF-8 no half of a pair.
  private static Optional<String> storable(String raw) {
    StringBuilder text = new StringBuilder();
    raw.codePoints()
        .limit(MAX_RAW)
        .map(
            point -> point == 0 || Character.getType(point) == Character.SURROGATE ? 0xFFFD : point)
        .forEach(text::appendCodePoint);
    return text.isEmpty() ? Optional.empty() : Optional.of(text.toString());
  }

  /// How a claim ended. What gives no attempt up is pending again.
  private record Settled(
      String status, Optional<Instant> next, Optional<String> code, Optional<String> facts) {}

  private record Taken(UUID hash, int attempt) {}
}

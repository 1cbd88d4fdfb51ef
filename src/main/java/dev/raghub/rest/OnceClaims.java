package dev.raghub.rest;

import dev.raghub.idempotency.Claim;
import dev.raghub.idempotency.KeptAnswer;
import dev.raghub.idempotency.OnceRequest;
import dev.raghub.idempotency.PostgresIdempotency;
import dev.raghub.idempotency.PostgresOutsideIdempotency;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.rest.Once.In;
import dev.raghub.rest.Once.Keeps;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceId;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/// Claims of the request that is being made: who asks, in which workspace, and what exactly.
@RequestScoped
class OnceClaims {
  private final Gate gate;
  private final HttpServerRequest request;
  private final PostgresIdempotency inside;
  private final PostgresOutsideIdempotency outside;
  private final Observer observer;

  OnceClaims(
      Gate gate,
      HttpServerRequest request,
      PostgresIdempotency inside,
      PostgresOutsideIdempotency outside,
      Observer observer) {
    this.gate = gate;
    this.request = request;
    this.inside = inside;
    this.outside = outside;
    this.observer = observer;
  }

  /// A caller who was let in.
  record Scope(String caller, Optional<Workspace> workspace) {}

  /// A claim with what it takes to close it.
  record Open(Claim claim, Scope scope, Keeps keeps) {
    Optional<UUID> token() {
      return claim instanceof Claim.Taken(UUID token) ? Optional.of(token) : Optional.empty();
    }
  }

  /// Lets the caller in as the route would.
  Scope enter(Once once) {
    if (once.in() == In.WORKSPACE) {
      Workspace workspace = gate.workspace(once.value());
      return new Scope(gate.key(), Optional.of(workspace));
    }
    Caller caller = gate.caller(once.value());
    if (once.in() == In.EVERYWHERE) {
      caller.requireEverywhere();
    }
    return new Scope(caller.key(), Optional.empty());
  }

  Open claim(Scope scope, Once once, String key, byte[] body) {
    String rights = scope.workspace().map(entered -> entered.rights().setting()).orElse("");
    OnceRequest wanted =
        new OnceRequest(
            scope.caller(),
            hash(bytes(key + "\n" + rights), new byte[0]),
            hash(bytes(request.method().name() + "\n" + request.uri() + "\n"), body),
            once.keeps() == Keeps.QUOTES);
    Claim claim =
        scope
            .workspace()
            .map(workspace -> inside.claim(workspace, wanted))
            .orElseGet(() -> outside.claim(wanted));
    return new Open(claim, scope, once.keeps());
  }

  /// What cannot be written down leaves the claim to its lease; what was done is done.
  void complete(Open open, Optional<KeptAnswer> answer) {
    UUID token = open.token().orElseThrow();
    attempt(
        open,
        () ->
            open.scope()
                .workspace()
                .ifPresentOrElse(
                    workspace -> inside.complete(workspace, token, answer),
                    () -> outside.complete(token, answer)));
  }

  void release(Open open) {
    UUID token = open.token().orElseThrow();
    attempt(
        open,
        () ->
            open.scope()
                .workspace()
                .ifPresentOrElse(
                    workspace -> inside.release(workspace, token), () -> outside.release(token)));
  }

  private void attempt(Open open, Runnable bookkeeping) {
    try {
      bookkeeping.run();
    } catch (RuntimeException unwritten) {
      String workspace =
          open.scope().workspace().map(Workspace::id).map(WorkspaceId::value).orElse("none");
      observer.saw(new Observation.BookkeepingFailed(workspace, "idempotency", unwritten));
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hash(byte[] head, byte[] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(head);
      return HexFormat.of().formatHex(digest.digest(body));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

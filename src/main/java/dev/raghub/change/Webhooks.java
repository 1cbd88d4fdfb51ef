package dev.raghub.change;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.observe.Observation;
import dev.raghub.observe.Observer;
import dev.raghub.source.RowChange;
import dev.raghub.workspace.Caller;
import dev.raghub.workspace.PostgresWorkspaces;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import dev.raghub.workspace.WorkspaceId;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Webhooks that come in, by Standard Webhooks. A signature proves who sends; whose secret made it
/// says which workspace is meant, so that no name in a request can lead into another.
@Startup
@ApplicationScoped
public class Webhooks {
  static final int MAX_BYTES = 256 * 1024;
  private static final Duration WINDOW = Duration.ofMinutes(5);
  private static final int MAX_ID = 200;

  private final List<WebhookEndpoint> endpoints;
  private final PostgresWebhooks webhooks;
  private final PostgresWorkspaces workspaces;
  private final ChangeWorkers workers;
  private final Observer observer;
  private final Clock clock;

  Webhooks(
      WebhookSettings settings,
      PostgresWebhooks webhooks,
      PostgresWorkspaces workspaces,
      ChangeWorkers workers,
      Observer observer,
      Clock clock) {
    this.endpoints = WebhookEndpoint.of(settings.endpoints());
    this.webhooks = webhooks;
    this.workspaces = workspaces;
    this.workers = workers;
    this.observer = observer;
    this.clock = clock;
  }

  /// What became of a webhook.
  ///
  /// @param accepted rows that will be read again; 0 where it came before
  public record Outcome(int accepted, boolean duplicate) {}

  /// Takes a webhook in. BODY_TOO_LARGE, NOT_AUTHENTICATED for whatever is wrong with its id, time
  /// or signature, QUEUE_FULL.
  public Outcome accept(String source, WebhookDelivery delivery) {
    if (delivery.body().length > MAX_BYTES) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE,
          "the body has more than %d bytes; send several".formatted(MAX_BYTES));
    }
    WebhookEndpoint endpoint = authenticated(source, delivery);
    List<RowChange> told = WebhookPayload.read(source, delivery.body());
    Workspace workspace = workspace(endpoint);
    boolean fresh = webhooks.accept(workspace, source, delivery.id(), told);
    saw(endpoint.name(), fresh ? "accepted" : "duplicate");
    if (fresh) {
      workers.wake(workspace);
    }
    return new Outcome(fresh ? told.size() : 0, !fresh);
  }

  private WebhookEndpoint authenticated(String source, WebhookDelivery delivery) {
    List<WebhookEndpoint> signed = new ArrayList<>();
    if (isWellFormed(delivery) && isOnTime(delivery.timestamp())) {
      endpoints.stream()
          .filter(endpoint -> endpoint.source().equals(source))
          .filter(endpoint -> endpoint.signed(delivery))
          .forEach(signed::add);
    }
    if (signed.isEmpty()) {
      saw("none", ErrorCode.NOT_AUTHENTICATED.code());
      // One text for all reasons: which one it was helps only who should not get in.
      throw new RaghubException(
          ErrorCode.NOT_AUTHENTICATED, "the webhook is not signed as expected");
    }
    return signed.getFirst();
  }

  private static boolean isWellFormed(WebhookDelivery delivery) {
    return !delivery.id().isBlank()
        && delivery.id().length() <= MAX_ID
        && delivery.id().chars().allMatch(sign -> sign > ' ' && sign < 0x7f)
        && delivery.timestamp().matches("[0-9]{1,12}");
  }

  private boolean isOnTime(String timestamp) {
    Instant sent = Instant.ofEpochSecond(Long.parseLong(timestamp));
    return Duration.between(sent, clock.instant()).abs().compareTo(WINDOW) <= 0;
  }

  private Workspace workspace(WebhookEndpoint endpoint) {
    WorkspaceId id = new WorkspaceId(endpoint.workspace());
    Caller sender = new Caller("webhook", Set.of(Role.INGEST), Optional.of(Set.of(id)));
    return workspaces.enter(sender, Optional.of(id.value()));
  }

  private void saw(String endpoint, String outcome) {
    observer.saw(new Observation.WebhookSeen(endpoint, outcome));
  }
}

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

/// Webhooks that come in, by Standard Webhooks or from GitHub. A signature proves who sends; whose
/// secret made it says which workspace is meant, so that no name in a request can lead into
/// another.
@Startup
@ApplicationScoped
public class Webhooks {
  /// Events hold much more than what they are read for.
  private static final int MAX_EVENT_BYTES = 4_000_000;

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
    int longest = delivery instanceof WebhookDelivery.Github ? MAX_EVENT_BYTES : ToldKeys.MAX_BYTES;
    if (delivery.body().length > longest) {
      throw new RaghubException(
          ErrorCode.BODY_TOO_LARGE, "the body has more than %d bytes".formatted(longest));
    }
    WebhookEndpoint endpoint = authenticated(source, delivery);
    List<RowChange> told = endpoint.told(delivery);
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
    if (isWellFormed(delivery.id()) && isOnTime(delivery)) {
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

  private static boolean isWellFormed(String id) {
    return !id.isBlank()
        && id.length() <= MAX_ID
        && id.chars().allMatch(sign -> sign > ' ' && sign < 0x7f);
  }

  /// GitHub signs no time: what comes again after its id is forgotten has rows read again, no more.
  private boolean isOnTime(WebhookDelivery delivery) {
    return switch (delivery) {
      case WebhookDelivery.Github _ -> true;
      case WebhookDelivery.Standard standard ->
          standard.timestamp().matches("[0-9]{1,12}")
              && Duration.between(
                          Instant.ofEpochSecond(Long.parseLong(standard.timestamp())),
                          clock.instant())
                      .abs()
                      .compareTo(WINDOW)
                  <= 0;
    };
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

package dev.raghub.announce;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.ingest.Run;
import dev.raghub.workspace.Workspace;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;

/// Sends announcements, by Standard Webhooks. A redirection is not followed: what is signed is
/// meant for one address.
@ApplicationScoped
public class Post {
  private static final ObjectMapper JSON = JsonMapper.builder().build();

  private final AnnounceSettings settings;
  private final Clock clock;
  private final HttpClient http;

  Post(AnnounceSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  /// The status of the answer; empty where none came.
  Optional<Integer> send(
      Workspace workspace, Subscriber subscriber, Announcement announcement, Run run) {
    String id = "msg_" + announcement.id();
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    byte[] body = body(workspace, run).getBytes(StandardCharsets.UTF_8);
    HttpRequest request =
        HttpRequest.newBuilder(subscriber.url())
            .timeout(settings.timeout())
            .header("Content-Type", "application/json")
            .header("User-Agent", "raghub")
            .header("webhook-id", id)
            .header("webhook-timestamp", timestamp)
            .header("webhook-signature", subscriber.sign(id, timestamp, body))
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    try {
      return Optional.of(http.send(request, BodyHandlers.discarding()).statusCode());
    } catch (IOException none) {
      return Optional.empty();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /// Figures and names, and nothing of what rows hold: an error's text stays with the run.
  private static String body(Workspace workspace, Run run) {
    ObjectNode data = JSON.createObjectNode();
    data.put("workspace", workspace.id().value());
    data.put("run", run.id());
    data.put("source", run.source());
    data.put("state", run.state().name().toLowerCase(Locale.ROOT));
    data.put("read", run.counts().read());
    data.put("created", run.counts().created());
    data.put("changed", run.counts().changed());
    data.put("unchanged", run.counts().unchanged());
    data.put("deleted", run.counts().deleted());
    data.put("failed", run.counts().failed());
    run.errorCode().ifPresent(code -> data.put("errorCode", code));
    run.startedAt().ifPresent(time -> data.put("startedAt", time.toString()));
    run.finishedAt().ifPresent(time -> data.put("finishedAt", time.toString()));
    ObjectNode message = JSON.createObjectNode();
    message.put("type", Event.of(run).word());
    run.finishedAt().ifPresent(time -> message.put("timestamp", time.toString()));
    message.set("data", data);
    return message.toString();
  }
}

package dev.raghub.console;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// Calls a gateway over HTTP. A problem+json answer becomes the exception that the gateway threw.
final class GatewayClient {
  static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
  private static final Pattern TIMING = Pattern.compile("([a-z0-9-]+);dur=([0-9.]+)");
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  private final String url;
  private final String key;
  private final Duration timeout;
  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

  GatewayClient(String url, String key) {
    this(url, key, TIMEOUT);
  }

  private GatewayClient(String url, String key, Duration timeout) {
    this.timeout = timeout;
    this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    this.key = key;
  }

  /// The same, for requests that take longer.
  GatewayClient waiting(Duration longer) {
    return new GatewayClient(url, key, longer);
  }

  JsonNode get(String path, Optional<String> workspace) {
    return send("GET", path, workspace, HttpRequest.BodyPublishers.noBody());
  }

  JsonNode post(String path, Optional<String> workspace, JsonNode body) {
    return send("POST", path, workspace, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  JsonNode put(String path, Optional<String> workspace, JsonNode body) {
    return send("PUT", path, workspace, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /// Sends a file as it is.
  JsonNode putFile(String path, Optional<String> workspace, String type, Path file)
      throws FileNotFoundException {
    HttpRequest.BodyPublisher body = HttpRequest.BodyPublishers.ofFile(file);
    return exchange("PUT", path, workspace, body, "Content-Type", type).body();
  }

  JsonNode patch(String path, Optional<String> workspace, JsonNode body) {
    return send("PATCH", path, workspace, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /// An answer with what `Server-Timing` says of it: milliseconds by stage.
  Timed timedPost(String path, Optional<String> workspace, JsonNode body) {
    return exchange("POST", path, workspace, HttpRequest.BodyPublishers.ofString(body.toString()));
  }

  /// The same question, of which nothing kept is served and nothing is kept.
  Timed timedUncached(String path, Optional<String> workspace, JsonNode body) {
    return exchange(
        "POST",
        path,
        workspace,
        HttpRequest.BodyPublishers.ofString(body.toString()),
        "Cache-Control",
        "no-store");
  }

  record Timed(JsonNode body, Map<String, Double> milliseconds) {}

  JsonNode delete(String path, Optional<String> workspace) {
    return send("DELETE", path, workspace, HttpRequest.BodyPublishers.noBody());
  }

  private JsonNode send(
      String method, String path, Optional<String> workspace, HttpRequest.BodyPublisher body) {
    return exchange(method, path, workspace, body).body();
  }

  private Timed exchange(
      String method,
      String path,
      Optional<String> workspace,
      HttpRequest.BodyPublisher body,
      String... headers) {
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(url + path))
              .method(method, body)
              .timeout(timeout)
              .header("Authorization", "Bearer " + key)
              .header("Content-Type", "application/json");
      workspace.ifPresent(name -> request.header("X-Workspace", name));
      for (int at = 0; at < headers.length; at += 2) {
        request.setHeader(headers[at], headers[at + 1]);
      }
      HttpResponse<String> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofString());
      JsonNode answer =
          response.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(response.body());
      if (response.statusCode() >= 400) {
        throw refused(response.statusCode(), answer);
      }
      return new Timed(answer, timings(response.headers().firstValue("Server-Timing").orElse("")));
    } catch (IOException | IllegalArgumentException unreachable) {
      throw new RaghubException(
          ErrorCode.GATEWAY_UNREACHABLE,
          "no gateway answers at " + url + "; start one with 'raghub start' or check --url",
          unreachable);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new RaghubException(ErrorCode.GATEWAY_UNREACHABLE, "stopped", stopped);
    }
  }

  private static Map<String, Double> timings(String header) {
    Map<String, Double> stages = new TreeMap<>();
    TIMING
        .matcher(header)
        .results()
        .forEach(stage -> stages.put(stage.group(1), Double.valueOf(stage.group(2))));
    return stages;
  }

  private static RaghubException refused(int status, JsonNode problem) {
    String code = problem.path("code").asText("");
    for (ErrorCode known : ErrorCode.values()) {
      if (known.code().equals(code)) {
        return new RaghubException(known, problem.path("detail").asText(""));
      }
    }
    return new RaghubException(
        ErrorCode.GATEWAY_UNREACHABLE,
        String.format(
            Locale.ROOT, "the gateway answered with status %d and no problem it explains", status));
  }
}

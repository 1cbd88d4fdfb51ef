package dev.raghub.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.http.client.HttpMethod;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Endpoint.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What a server says without its model being asked: that it is there, and which models it has.
///
/// @param patience with each of the two requests
record ServerProbe(Endpoint endpoint, Secret key, HttpClient client, Duration patience) {
  static final String ALIVE = "alive";
  static final String MODEL_ID = "model-id";

  private static final long MOST_BYTES = 8_388_608;
  private static final int MOST_SHOWN = 5;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/@-]{0,99}");
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Where a protocol lists models, and in which fields.
  private record Listing(String path, String list, String id) {
    static Listing of(Kind kind) {
      return switch (kind) {
        case OLLAMA -> new Listing("/api/tags", "models", "name");
        case OPENAI -> new Listing("/models", "data", "id");
        case GEMINI -> new Listing("/models?pageSize=1000", "models", "name");
        case ANTHROPIC -> new Listing("/models?limit=1000", "data", "id");
      };
    }
  }

  /// Whether anything answers there, whatever it says. No key is sent.
  ProbeLayer alive() {
    long start = System.nanoTime();
    CompletableFuture<Integer> call =
        client
            .sendAsync(
                HttpRequest.newBuilder(endpoint.url()).GET().build(), BodyHandlers.ofInputStream())
            .thenApply(ServerProbe::statusOf);
    try {
      int status = call.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      return ProbeLayer.yes(
          ALIVE, "a server answered with status %d after %d ms".formatted(status, took.toMillis()));
    } catch (TimeoutException late) {
      call.cancel(true);
      return dead("nothing answered within %d s".formatted(patience.toSeconds()));
    } catch (ExecutionException failed) {
      Throwable cause = failed.getCause() == null ? failed : failed.getCause();
      return dead("nothing answers (%s)".formatted(cause.getClass().getSimpleName()));
    } catch (InterruptedException stopped) {
      call.cancel(true);
      Thread.currentThread().interrupt();
      throw Failures.of(endpoint).interrupted(false);
    }
  }

  /// Of a response whose body nobody wants.
  private static int statusOf(HttpResponse<InputStream> response) {
    try {
      response.body().close();
    } catch (IOException broken) {
      // The status is known all the same.
      return response.statusCode();
    }
    return response.statusCode();
  }

  /// Whether the model's id is among those that the server lists. Many list none, which says
  /// nothing of the model.
  ProbeLayer modelId() {
    Listing listing = Listing.of(endpoint.kind());
    try {
      List<String> ids = ids(listing, listed(listing));
      return ids.contains(wanted())
          ? ProbeLayer.yes(
              MODEL_ID, "it is one of the %d that the server lists".formatted(ids.size()))
          : unknown(ids);
    } catch (RaghubException failed) {
      return failed.code() == ErrorCode.MODEL_CREDENTIALS_REFUSED
          ? ProbeLayer.no(MODEL_ID, failed.reason(), Remedies.of(endpoint).against(failed.code()))
          : ProbeLayer.notAsked(MODEL_ID, "the server gives no list of models that can be read");
    }
  }

  private ProbeLayer dead(String detail) {
    return ProbeLayer.no(
        ALIVE,
        detail,
        Remedies.of(endpoint).filled("start the server, or set %1$s.url to where it listens"));
  }

  private ProbeLayer unknown(List<String> ids) {
    String shown =
        ids.stream()
            .filter(id -> ID.matcher(id).matches())
            .sorted()
            .limit(MOST_SHOWN)
            .collect(Collectors.joining(", "));
    return ProbeLayer.no(
        MODEL_ID,
        "it is none of the %d that the server lists%s"
            .formatted(ids.size(), shown.isEmpty() ? "" : ", such as " + shown),
        Remedies.of(endpoint)
            .filled("set %1$s.model to one of them, or have the server load this one"));
  }

  private JsonNode listed(Listing listing) {
    Failures failures = Failures.of(endpoint);
    String url = endpoint.url().toString().replaceFirst("/+$", "") + listing.path();
    Exchange exchange = new Exchange(client, failures, MOST_BYTES, patience);
    try {
      return JSON.readTree(
          exchange
              .execute(
                  dev.langchain4j.http.client.HttpRequest.builder()
                      .method(HttpMethod.GET)
                      .url(url)
                      .addHeaders(headers())
                      .body("")
                      .build())
              .body());
    } catch (JsonProcessingException noJson) {
      throw failures.garbled(noJson);
    }
  }

  private Map<String, String> headers() {
    if (key.text().isEmpty()) {
      return Map.of();
    }
    return switch (endpoint.kind()) {
      case OLLAMA -> Map.of();
      case OPENAI -> Map.of("Authorization", "Bearer " + key.text());
      case GEMINI -> Map.of("x-goog-api-key", key.text());
      case ANTHROPIC -> Map.of("x-api-key", key.text(), "anthropic-version", "2023-06-01");
    };
  }

  private List<String> ids(Listing listing, JsonNode answer) {
    JsonNode list = answer.path(listing.list());
    if (!list.isArray()) {
      throw new RaghubException(ErrorCode.MODEL_MALFORMED, "no list of models");
    }
    return StreamSupport.stream(list.spliterator(), false)
        .map(each -> each.path(listing.id()).asText())
        .map(this::plain)
        .toList();
  }

  private String wanted() {
    return plain(endpoint.model());
  }

  /// Without what an id may or may not be written with.
  private String plain(String id) {
    return switch (endpoint.kind()) {
      case OLLAMA ->
          id.endsWith(":latest") ? id.substring(0, id.length() - ":latest".length()) : id;
      case GEMINI -> id.startsWith("models/") ? id.substring("models/".length()) : id;
      case OPENAI, ANTHROPIC -> id;
    };
  }
}

package dev.raghub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.ConfigProvider;

/// Somebody who calls the running gateway over real HTTP: a key, an address, and nothing between
/// the test and what came back.
///
/// @param key sent as a bearer token; empty = none is sent
public record Client(URI gateway, String key) {
  public static final ObjectMapper JSON = new ObjectMapper();

  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /// What came back.
  public record Answer(int status, HttpHeaders headers, String body) {
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException none) {
        throw new UncheckedIOException(body, none);
      }
    }

    /// The code of the problem, or of the error in OpenAI's form; empty where the body is neither.
    public String code() {
      return isError() ? json().at(isProblem() ? "/code" : "/error/code").asText() : "";
    }

    /// Whether the body is an error in one of the two forms.
    public boolean isError() {
      return isProblem()
          || (status >= 400 && header("Content-Type").startsWith("application/json"));
    }

    public boolean isProblem() {
      return header("Content-Type").startsWith("application/problem+json");
    }

    /// The header's value; empty where there is none.
    public String header(String name) {
      return headers.firstValue(name).orElse("");
    }

    /// All that the caller can read.
    public String everything() {
      return status + " " + headers.map() + " " + body;
    }
  }

  /// The administrator of a gateway, by the first key that it made itself.
  public static Client admin(URI gateway) {
    try {
      return new Client(
          gateway, Files.readString(Path.of(setting("raghub.keys.first-key-file"))).strip());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// A caller with a new key of these roles; without workspaces it is good for all of them.
  public Client withKey(List<String> roles, String... workspaces) {
    Map<String, Object> wanted =
        workspaces.length == 0
            ? Map.of("name", "test", "roles", roles)
            : Map.of("name", "test", "roles", roles, "workspaces", List.of(workspaces));
    return new Client(
        gateway, post("/v1/admin/keys", Optional.empty(), text(wanted)).json().get("key").asText());
  }

  public Client withoutKey() {
    return new Client(gateway, "");
  }

  /// Makes a workspace and gives its name back.
  public String workspace(String name) {
    Answer made = post("/v1/workspaces", Optional.empty(), text(Map.of("name", name)));
    if (made.status() != 201) {
      throw new IllegalStateException(made.everything());
    }
    return name;
  }

  public Answer get(String path, Optional<String> workspace) {
    return send("GET", path, workspace, BodyPublishers.noBody());
  }

  public Answer delete(String path, Optional<String> workspace) {
    return send("DELETE", path, workspace, BodyPublishers.noBody());
  }

  public Answer post(String path, Optional<String> workspace, String body) {
    return send("POST", path, workspace, BodyPublishers.ofString(body));
  }

  public Answer put(String path, Optional<String> workspace, String body) {
    return send("PUT", path, workspace, BodyPublishers.ofString(body));
  }

  public Answer send(String method, String path, Optional<String> workspace, BodyPublisher body) {
    HttpRequest.Builder request =
        request(path).method(method, body).header("Content-Type", "application/json");
    workspace.ifPresent(name -> request.header("X-Workspace", name));
    return send(request.build());
  }

  /// A request that carries only the key.
  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.resolve(path)).timeout(Duration.ofMinutes(2));
    return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
  }

  public Answer send(HttpRequest request) {
    try {
      HttpResponse<String> response = HTTP.send(request, BodyHandlers.ofString());
      return new Answer(response.statusCode(), response.headers(), response.body());
    } catch (IOException failed) {
      throw new UncheckedIOException(request.method() + " " + request.uri(), failed);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  /// The sum of a counter, as the gateway shows it.
  ///
  /// @param label which its labels hold, as `outcome="taken"`
  public double counter(String name, String label) {
    return get("/q/metrics", Optional.empty())
        .body()
        .lines()
        .filter(line -> line.startsWith(name + "{") && line.contains(label))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  /// Any value as JSON text.
  public static String text(Object value) {
    return JSON.valueToTree(value).toString();
  }

  public static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /// The address of a database in the server that the gateway works on, or in that which a test has
  /// set aside for what gateways read from.
  public static String database(String name) {
    return ConfigProvider.getConfig()
        .getOptionalValue("raghub.test.sources", String.class)
        .orElseGet(() -> setting("raghub.database.url"))
        .replaceFirst("/[^/?]+(\\?.*)?$", "/" + name);
  }

  /// The first column of the rows, as text, read as the superuser.
  public static List<String> strings(String database, String query) {
    try (Connection connection =
            DriverManager.getConnection(
                database(database),
                setting("raghub.test.superuser"),
                setting("raghub.test.superuser-password"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException refused) {
      throw new IllegalStateException(query, refused);
    }
  }

  /// Runs SQL as the superuser, past every guard of the gateway.
  public static void sql(String database, String... statements) {
    try (Connection connection =
            DriverManager.getConnection(
                database(database),
                setting("raghub.test.superuser"),
                setting("raghub.test.superuser-password"));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    } catch (SQLException refused) {
      throw new IllegalStateException(
          List.of(statements).stream().collect(Collectors.joining("; ")), refused);
    }
  }
}

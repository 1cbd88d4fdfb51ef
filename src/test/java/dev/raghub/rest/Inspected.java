package dev.raghub.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.Client.Answer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A workspace whose graph is inspected over HTTP.
record Inspected(Client admin, Optional<String> workspace) {
  static final String PATH = "/v1/admin/graph";

  static Inspected fresh(Client admin) {
    String name = "inspect-" + UUID.randomUUID().toString().substring(0, 8);
    return new Inspected(admin, Optional.of(admin.workspace(name)));
  }

  void put(String key, String title, String text) {
    Answer answer =
        admin.put(
            "/v1/documents/" + key,
            workspace,
            Client.text(Map.of("title", title, "text", text, "names", List.of(title))));
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }

  JsonNode get(String path) {
    Answer answer = admin.get(PATH + path, workspace);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  String refusal(String path) {
    return admin.get(PATH + path, workspace).code();
  }

  Answer post(String path, Object body) {
    return admin.post(PATH + path, workspace, Client.text(body));
  }

  /// All entries of a list, read so many at a time; a page is never larger.
  List<JsonNode> all(String path, String list, int limit) {
    List<JsonNode> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    do {
      String rest = cursor.map(next -> "&cursor=" + encoded(next)).orElse("");
      JsonNode page = get(path + (path.contains("?") ? "&" : "?") + "limit=" + limit + rest);
      assertThat(page.get(list).size()).isLessThanOrEqualTo(limit);
      page.get(list).forEach(all::add);
      cursor =
          Optional.ofNullable(page.get("next")).filter(JsonNode::isTextual).map(JsonNode::asText);
    } while (cursor.isPresent());
    return all;
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /// A name, or `source:key`.
  static String called(JsonNode address) {
    return address.path("name").isTextual()
        ? address.path("name").asText()
        : address.path("source").asText() + ":" + address.path("key").asText();
  }
}

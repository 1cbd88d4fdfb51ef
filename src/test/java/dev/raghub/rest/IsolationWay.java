package dev.raghub.rest;

import dev.raghub.rest.Client.Answer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A way to ask the gateway a question over HTTP.
///
/// @param name as tables have it
/// @param path of an operation
/// @param body of a question
/// @param repeats whether it takes an Idempotency-Key
record IsolationWay(String name, String path, Function<String, Object> body, boolean repeats) {

  private static final Pattern HOW = Pattern.compile("\"how\":\"([a-z]+)\"");

  /// Each operation that takes a question, those twice that answer in two forms.
  static final List<IsolationWay> ALL =
      List.of(
          new IsolationWay("/v1/query", question -> Map.of("question", question), true),
          new IsolationWay(
                  "/v1/query",
                  "/v1/query",
                  question -> Map.of("question", question, "explain", true, "limit", 100),
                  true)
              .called("explained"),
          new IsolationWay("/v1/query/stream", question -> Map.of("question", question), false),
          new IsolationWay(
              "/v1/retrieve", question -> Map.of("question", question, "limit", 100), false),
          new IsolationWay(
                  "/v1/retrieve",
                  "/v1/retrieve",
                  question -> Map.of("question", question, "maxTokens", 800),
                  false)
              .called("a block"),
          new IsolationWay("/v1/chat/completions", question -> chat(question, false), true),
          new IsolationWay(
                  "/v1/chat/completions",
                  "/v1/chat/completions",
                  question -> chat(question, true),
                  false)
              .called("a stream"));

  private IsolationWay(String path, Function<String, Object> body, boolean repeats) {
    this("`POST " + path + "`", path, body, repeats);
  }

  private IsolationWay called(String form) {
    return new IsolationWay("`POST " + path + "`, " + form, path, body, repeats);
  }

  private static Map<String, Object> chat(String question, boolean stream) {
    return Map.of(
        "model",
        "raghub",
        "stream",
        stream,
        "messages",
        List.of(Map.of("role", "user", "content", question)));
  }

  Answer ask(Client client, String where, String question) {
    return client.send(request(client, where, question).build());
  }

  Answer askOnce(Client client, String where, String question, String idempotencyKey) {
    return client.send(
        request(client, where, question).header("Idempotency-Key", idempotencyKey).build());
  }

  private HttpRequest.Builder request(Client client, String where, String question) {
    return client
        .request(path)
        .header("Content-Type", "application/json")
        .header("X-Workspace", where)
        .POST(BodyPublishers.ofString(Client.text(body.apply(question))));
  }

  /// How the answer was served, where it says so.
  static Optional<String> served(Answer answer) {
    Matcher how = HOW.matcher(answer.body());
    return how.find() ? Optional.of(how.group(1)) : Optional.empty();
  }
}

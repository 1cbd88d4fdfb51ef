package dev.raghub.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.model.Act.Manner;
import dev.raghub.model.Endpoint.Kind;
import dev.raghub.model.ProbeLayer.Verdict;
import dev.raghub.model.ScriptedServer.Recorded;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Probes for tests, and what a healthy server says to them.
final class ProbeFixture {
  private static final Pattern WORD = Pattern.compile("single word ([A-Z]+)");
  private static final TokenCounter COUNTER = new TokenCounters().of("openai");

  private ProbeFixture() {}

  /// Nobody's answers, with these times to the first token of the two that begin alike.
  static Asking answering(int cached, int firstMillis, int againMillis) {
    return prompt -> {
      boolean again = prompt.user().contains("again");
      return new Reply(
          new Completion(
              "{\"sum\":42}",
              new TokenUsage(1_300, 2, again ? cached : 0, true),
              Completion.Finish.STOP,
              Duration.ofMillis(again ? againMillis : firstMillis),
              Duration.ofSeconds(2),
              List.of()),
          0);
    };
  }

  /// Lists its model, and does what it is asked.
  static Act healthy(Recorded request) {
    if (request.line().startsWith("GET")) {
      return listing(request.path());
    }
    if (request.body().contains("17 + 25")) {
      return spoken(request, "{\"sum\":42}", 0);
    }
    Matcher word = WORD.matcher(request.body());
    if (word.find()) {
      return spoken(request, word.group(1), 0);
    }
    return request.body().contains("hello again")
        ? spoken(request, "Hello again.", 1_100)
        : spoken(request, "Paris.", 0);
  }

  static Act listing(String path) {
    if (path.endsWith("/api/tags")) {
      return new Act.Json("{\"models\":[{\"name\":\"other:7b\"},{\"name\":\"m-1:latest\"}]}");
    }
    if (path.endsWith("/v1beta/models")) {
      return new Act.Json("{\"models\":[{\"name\":\"models/m-1\"}]}");
    }
    return path.endsWith("/models")
        ? new Act.Json("{\"data\":[{\"id\":\"m-1\"}]}")
        : Act.refuse(404);
  }

  static Act spoken(Recorded request, String text, int cached) {
    JsonNode body = ChatModelContract.json(request.body());
    return new Act.Speak(
        Speech.of(text).usage(COUNTER.count(body.toString()), 2, cached), Manner.PLAIN);
  }

  static ProbeReport probe(Kind kind, URI url, int contextTokens) {
    Endpoint endpoint = endpoint(kind, url, contextTokens);
    Lane lane = ModelFixture.lane(endpoint);
    return report(
        endpoint, prompt -> lane.ask(prompt, Urgency.QUESTION, piece -> {}, spent -> {}), lane);
  }

  static ProbeReport report(Endpoint endpoint, Asking asking, Lane lane) {
    return EndpointProbe.report(
        new ServerProbe(
            endpoint, ModelFixture.KEY, Clients.of(Duration.ofSeconds(2)), Duration.ofSeconds(2)),
        new AnswerProbe(endpoint, asking, lane::taken, new ProbeTexts(COUNTER)));
  }

  static Endpoint endpoint(Kind kind, URI url, int contextTokens) {
    Endpoint usual = ModelFixture.endpoint(kind, url);
    return new Endpoint(
        usual.name(),
        kind,
        url,
        usual.model(),
        usual.remote(),
        contextTokens,
        usual.maxOutputTokens(),
        usual.timeout(),
        usual.concurrency(),
        usual.prices(),
        usual.systemRole(),
        usual.thinking(),
        usual.stop());
  }

  static ProbeLayer layer(ProbeReport report, String name) {
    return report.layers().stream()
        .filter(layer -> layer.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  static Map<String, Verdict> verdicts(ProbeReport report) {
    return report.layers().stream()
        .collect(Collectors.toMap(ProbeLayer::name, ProbeLayer::verdict));
  }
}

package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.eval.RetrievalSet;
import dev.raghub.eval.RetrievalSet.SetPassage;
import dev.raghub.eval.Triples;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32;

/// A workspace that holds the passages of an evaluation set. Its name says which passages, so that
/// a second evaluation finds it filled and a changed set gets another.
final class EvalWorkspace {
  private static final int BATCH = 50;

  private final GatewayClient client;
  private final String name;

  private EvalWorkspace(GatewayClient client, String name) {
    this.client = client;
    this.name = name;
  }

  static EvalWorkspace fill(
      GatewayClient client,
      Terminal terminal,
      RetrievalSet set,
      Map<String, List<Triples.Triple>> triples) {
    EvalWorkspace workspace = new EvalWorkspace(client, name(set, triples));
    workspace.ensure();
    List<SetPassage> passages = set.passages();
    for (int from = 0; from < passages.size(); from += BATCH) {
      terminal.redraw("%s: %d of %d passages".formatted(set.name(), from, passages.size()));
      workspace.push(passages.subList(from, Math.min(passages.size(), from + BATCH)), triples);
    }
    terminal.redraw("");
    return workspace;
  }

  String name() {
    return name;
  }

  GatewayClient.Timed retrieve(JsonNode request) {
    return client.timedPost("/v1/retrieve", Optional.of(name), request);
  }

  JsonNode query(JsonNode request) {
    return client.post("/v1/query", Optional.of(name), request);
  }

  private void ensure() {
    try {
      ObjectNode request = GatewayClient.JSON.createObjectNode().put("name", name);
      client.post("/v1/workspaces", Optional.empty(), request);
    } catch (RaghubException known) {
      if (known.code() != ErrorCode.CONFLICT) {
        throw known;
      }
    }
  }

  private void push(List<SetPassage> passages, Map<String, List<Triples.Triple>> triples) {
    ObjectNode request = GatewayClient.JSON.createObjectNode();
    ObjectNode documents = request.putObject("documents");
    for (SetPassage passage : passages) {
      ObjectNode document = documents.putObject(passage.id());
      document.put("title", passage.title()).put("text", passage.text()).put("type", "passage");
      ArrayNode assertions = document.putArray("assertions");
      for (Triples.Triple triple : triples.getOrDefault(passage.id(), List.of())) {
        assertions
            .addObject()
            .put("subject", triple.subject())
            .put("predicate", triple.predicate())
            .put("object", triple.object());
      }
    }
    client.post("/v1/documents", Optional.of(name), request);
  }

  private static String name(RetrievalSet set, Map<String, List<Triples.Triple>> triples) {
    CRC32 content = new CRC32();
    content.update(set.passages().toString().getBytes(StandardCharsets.UTF_8));
    set.passages()
        .forEach(
            passage ->
                content.update(
                    triples
                        .getOrDefault(passage.id(), List.of())
                        .toString()
                        .getBytes(StandardCharsets.UTF_8)));
    String readable = set.name().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "eval-%.40s-%08x".formatted(readable, content.getValue());
  }
}

package dev.raghub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/// Random requests to the operations of an OpenAPI document. The same seed makes the same ones.
final class FuzzRequests {
  private static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "x");
  private static final List<String> TYPES =
      List.of(
          "text/plain", "application/xml", "application/json;charset=utf-16", "*/*", "", "a/b;;");
  private static final int LARGE = (4 << 20) + 1;
  private static final int DEEP = 100_000;

  private final JsonNode document;
  private final List<Place> places;
  private final Map<String, List<String>> known;
  private final List<String> workspaces;
  private final int callers;

  /// An operation of the document.
  private record Place(String path, String method, JsonNode operation) {
    String name() {
      return method + " " + path;
    }
  }

  FuzzRequests(
      JsonNode document, Map<String, List<String>> known, List<String> workspaces, int callers) {
    this.document = document;
    this.known = known;
    this.workspaces = workspaces;
    this.callers = callers;
    this.places = new ArrayList<>();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            places.add(
                                new Place(
                                    path.getKey(),
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    method.getValue()))));
  }

  List<String> operations() {
    return places.stream().map(Place::name).toList();
  }

  FuzzWire request(long seed, int number) {
    Random random = new Random(seed * 1_000_003 + number);
    Place place = places.get(number % places.size());
    FuzzValues values = new FuzzValues(document, knownAt(place), random);
    int wrong = random.nextInt(10) < 4 ? 0 : 1 + random.nextInt(3);
    boolean[] broken = new boolean[6];
    for (int i = 0; i < wrong; i++) {
      broken[random.nextInt(broken.length)] = true;
    }
    List<Map.Entry<String, String>> headers = headers(values, broken[0]);
    byte[] body = body(place, values, broken[1], headers);
    if (broken[2]) {
      spoil(random, headers, values);
    }
    String method = broken[3] && random.nextInt(3) == 0 ? values.pick(METHODS) : place.method();
    return new FuzzWire(
        place.name(),
        random.nextInt(4) > 0 ? usual(place) : random.nextInt(callers),
        method,
        target(place, values, broken[4], broken[5]),
        headers,
        body,
        body.length > 0 && random.nextInt(8) == 0);
  }

  /// The caller who may do it: one for all workspaces, where a bound one would be refused.
  private static int usual(Place place) {
    return place.path().matches("/v1/(workspaces|admin/keys|admin/endpoints).*") ? 1 : 0;
  }

  /// `name` and `id` are different things at different addresses.
  private Map<String, List<String>> knownAt(Place place) {
    Map<String, List<String>> all = new HashMap<>();
    known.forEach(
        (name, values) -> {
          int at = name.indexOf('@');
          if (at < 0) {
            all.putIfAbsent(name, values);
          } else if (place.path().startsWith(name.substring(at + 1))) {
            all.put(name.substring(0, at), values);
          }
        });
    return all;
  }

  private List<Map.Entry<String, String>> headers(FuzzValues values, boolean wrong) {
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    if (!wrong) {
      headers.add(Map.entry("X-Workspace", workspaces.getFirst()));
    } else {
      switch (values.random().nextInt(5)) {
        case 0 -> headers.add(Map.entry("X-Workspace", values.pick(workspaces)));
        case 1 -> {
          headers.add(Map.entry("X-Workspace", values.pick(workspaces)));
          headers.add(Map.entry("X-Workspace", values.pick(workspaces)));
        }
        case 2 -> headers.add(Map.entry("X-Workspace", line(values.strange())));
        case 3 -> headers.add(Map.entry("X-Workspace", "w".repeat(64)));
        default -> {}
      }
    }
    return headers;
  }

  private void spoil(Random random, List<Map.Entry<String, String>> headers, FuzzValues values) {
    String name =
        values.pick(
            List.of(
                "Accept",
                "Content-Type",
                "X-Request-Id",
                "Cache-Control",
                "Idempotency-Key",
                "traceparent",
                "Accept-Language",
                "If-None-Match",
                "Range",
                "Expect",
                "Content-Encoding",
                "X-Forwarded-Host",
                "Authorization"));
    String value =
        switch (random.nextInt(4)) {
          case 0 -> line(values.strange());
          case 1 -> "v".repeat(1 + random.nextInt(6000));
          case 2 -> values.pick(List.of("text/html", "\"k-1\"", "k-1", "bytes=0-1", "no-store"));
          default -> "é,;=\"\\" + random.nextInt(9);
        };
    // The server itself ends a connection over an expectation that it does not know.
    headers.add(Map.entry(name, name.equals("Expect") ? "nothing" : value));
  }

  private byte[] body(
      Place place, FuzzValues values, boolean wrong, List<Map.Entry<String, String>> headers) {
    JsonNode content = place.operation().at("/requestBody/content/application~1json/schema");
    Random random = values.random();
    headers.add(
        Map.entry(
            "Content-Type",
            wrong && random.nextInt(8) == 0 ? values.pick(TYPES) : "application/json"));
    if (content.isMissingNode()) {
      return wrong ? "{}".getBytes(StandardCharsets.UTF_8) : new byte[0];
    }
    JsonNode good = values.good("", content, 0);
    if (!wrong) {
      return Client.text(good).getBytes(StandardCharsets.UTF_8);
    }
    if (random.nextInt(3) > 0 && good instanceof ObjectNode object && !object.isEmpty()) {
      spoil(object, values, content, 0);
      return Client.text(object).getBytes(StandardCharsets.UTF_8);
    }
    return broken(Client.text(good), random);
  }

  /// Makes one field of it wrong, perhaps of an object in it.
  private static void spoil(ObjectNode object, FuzzValues values, JsonNode schema, int depth) {
    List<String> names = new ArrayList<>();
    object.fieldNames().forEachRemaining(names::add);
    String name = values.pick(names);
    JsonNode inner = object.get(name);
    JsonNode first = inner.isArray() ? inner.path(0) : inner;
    JsonNode of = values.resolve(values.resolve(schema).path("properties").path(name));
    if (first instanceof ObjectNode nested
        && !nested.isEmpty()
        && depth < 4
        && values.random().nextInt(4) > 0) {
      spoil(nested, values, inner.isArray() ? of.path("items") : of, depth + 1);
    } else if (values.random().nextInt(8) == 0) {
      object.set("unknown" + values.strange(), inner);
    } else if (values.random().nextInt(8) == 0) {
      object.remove(name);
    } else {
      object.set(name, values.bad(of));
    }
  }

  private static byte[] broken(String good, Random random) {
    byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
    return switch (random.nextInt(9)) {
      case 0 -> new byte[0];
      case 1 -> Arrays.copyOf(bytes, random.nextInt(bytes.length));
      case 2 -> ("[".repeat(DEEP) + "]".repeat(DEEP)).getBytes(StandardCharsets.UTF_8);
      case 3 -> ("{\"a\":".repeat(900) + "1" + "}".repeat(900)).getBytes(StandardCharsets.UTF_8);
      case 4 -> {
        bytes[random.nextInt(bytes.length)] = (byte) (128 + random.nextInt(128));
        yield bytes;
      }
      case 5 -> good.getBytes(StandardCharsets.UTF_16);
      case 6 -> (good + good).getBytes(StandardCharsets.UTF_8);
      case 7 ->
          random.nextInt(6) == 0
              ? "9".repeat(LARGE).getBytes(StandardCharsets.UTF_8)
              : "9".repeat(2000).getBytes(StandardCharsets.UTF_8);
      default -> "\"text\"".getBytes(StandardCharsets.UTF_8);
    };
  }

  private String target(Place place, FuzzValues values, boolean wrongPath, boolean wrongQuery) {
    String path = place.path();
    List<String> query = new ArrayList<>();
    for (JsonNode parameter : place.operation().path("parameters")) {
      String name = parameter.get("name").asText();
      boolean inPath = parameter.get("in").asText().equals("path");
      if (inPath) {
        path = path.replace("{" + name + "}", pathValue(values, name, parameter, wrongPath));
      } else if (parameter.get("in").asText().equals("query")
          && (wrongQuery || values.random().nextInt(3) == 0)) {
        query.add(name + "=" + queryValue(values, name, parameter, wrongQuery));
        if (wrongQuery && values.random().nextInt(5) == 0) {
          query.add(name + "=" + queryValue(values, name, parameter, true));
        }
      }
    }
    if (wrongQuery && values.random().nextInt(5) == 0) {
      query.add(encoded(values.strange()) + "=1&&=&%zz");
    }
    return query.isEmpty() ? path : path + "?" + String.join("&", query);
  }

  private static String pathValue(
      FuzzValues values, String name, JsonNode parameter, boolean wrong) {
    if (!wrong) {
      return encoded(values.good(name, parameter.path("schema"), 0).asText());
    }
    return switch (values.random().nextInt(8)) {
      case 0 -> "%zz";
      case 1 -> "%C3%28%FF";
      case 2 -> "a/../b;c=d";
      case 3 -> "k".repeat(1 + values.random().nextInt(3000));
      case 4 -> ".%2e%2f";
      default -> encoded(values.strange());
    };
  }

  private static String queryValue(
      FuzzValues values, String name, JsonNode parameter, boolean wrong) {
    if (!wrong) {
      return encoded(values.good(name, parameter.path("schema"), 0).asText());
    }
    return values.random().nextInt(6) == 0
        ? values.pick(List.of("%zz", "%FF%FE", "", "+", "a%", "1,2"))
        : encoded(values.bad(parameter.path("schema")).asText());
  }

  private static String encoded(String text) {
    String whole = text.length() > 4000 ? text.substring(0, 4000) : text;
    return URLEncoder.encode(whole, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// What may stand in a header without breaking the request apart.
  private static String line(String text) {
    return text.replaceAll("[\\x00-\\x1f\\x7f]|[^\\x00-\\xff]", "?");
  }
}

package dev.raghub.rest;

import dev.raghub.rest.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A random request on its way: bytes as they are, which a decent client would not send.
///
/// @param operation as OpenAPI names it
/// @param who sends it, as an index of the test's callers
@SuppressWarnings("ArrayRecordComponent") // Nobody compares or keeps them.
record FuzzWire(
    String operation,
    int who,
    String method,
    String target,
    List<Map.Entry<String, String>> headers,
    byte[] body,
    boolean chunked) {
  Answer send(URI gateway, String key) {
    List<String> lines = new ArrayList<>();
    lines.add(method + " " + target + " HTTP/1.1");
    lines.add("Host: fuzz");
    lines.add("Connection: close");
    if (!key.isEmpty()) {
      lines.add("Authorization: Bearer " + key);
    }
    headers.forEach(header -> lines.add(header.getKey() + ": " + header.getValue()));
    if (chunked) {
      lines.add("Transfer-Encoding: chunked");
    } else if (body.length > 0 || !method.equals("GET")) {
      lines.add("Content-Length: " + body.length);
    }
    String head = String.join("\r\n", lines) + "\r\n\r\n";
    return new RawHttp(gateway).send(head, chunked ? chunks() : List.of(body));
  }

  private List<byte[]> chunks() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int size = 1 << 16;
    for (int at = 0; at < body.length; at += size) {
      int length = Math.min(size, body.length - at);
      all.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      all.write(body, at, length);
      all.writeBytes("\r\n".getBytes(StandardCharsets.US_ASCII));
    }
    all.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return List.of(all.toByteArray());
  }

  /// Enough of it to see what was sent; the seed gives the rest.
  String shown() {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    return "%s as %d %s %s%s %s"
        .formatted(
            method,
            who,
            cut(target),
            headers.stream().map(each -> each.getKey() + ": " + cut(each.getValue())).toList(),
            chunked ? " chunked" : "",
            cut(text));
  }

  private static String cut(String text) {
    String visible = text.replaceAll("[^ -~]", "?");
    return visible.length() > 300
        ? visible.substring(0, 300) + "… (" + visible.length() + ")"
        : visible;
  }
}

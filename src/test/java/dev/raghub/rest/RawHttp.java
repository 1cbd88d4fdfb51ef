package dev.raghub.rest;

import dev.raghub.rest.Client.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// HTTP written by hand, byte by byte: for what no decent client would send.
record RawHttp(URI gateway) {
  private static final int PATIENCE_MILLIS = 30_000;

  /// Sends these lines and then these bytes, and reads until the server closes or has answered.
  Answer send(String head, List<byte[]> body) {
    try (Socket socket = new Socket(gateway.getHost(), gateway.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      try {
        for (byte[] part : body) {
          out.write(part);
        }
        out.flush();
      } catch (IOException refused) {
        // The server may answer and close before it has read everything.
      }
      return parse(read(socket.getInputStream()));
    } catch (IOException failed) {
      throw new UncheckedIOException(head.lines().findFirst().orElse(""), failed);
    }
  }

  private static byte[] read(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    try {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        all.write(buffer, 0, read);
      }
    } catch (IOException reset) {
      if (all.size() == 0) {
        throw reset;
      }
    }
    return all.toByteArray();
  }

  private static Answer parse(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int end = text.indexOf("\r\n\r\n");
    List<String> head = Arrays.asList(text.substring(0, Math.max(end, 0)).split("\r\n", -1));
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    head.stream()
        .skip(1)
        .map(line -> line.split(": ?", 2))
        .forEach(pair -> headers.computeIfAbsent(pair[0], name -> new ArrayList<>()).add(pair[1]));
    String body = text.substring(end + 4);
    boolean chunked = headers.getOrDefault("Transfer-Encoding", List.of()).contains("chunked");
    return new Answer(
        Integer.parseInt(head.getFirst().split(" ", -1)[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        chunked ? joined(body) : body);
  }

  /// The chunks of a body in one; their lengths count bytes, so this is for what is read, not
  /// measured.
  private static String joined(String chunks) {
    byte[] bytes = chunks.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    int at = 0;
    while (at < bytes.length) {
      int end = at;
      while (end < bytes.length && bytes[end] != '\r') {
        end++;
      }
      String length = new String(bytes, at, end - at, StandardCharsets.US_ASCII).strip();
      int size = length.matches("[0-9a-fA-F]{1,7}") ? Integer.parseInt(length, 16) : 0;
      int from = Math.min(end + 2, bytes.length);
      int to = Math.min(from + size, bytes.length);
      all.write(bytes, from, to - from);
      at = size == 0 ? bytes.length : to + 2;
    }
    return all.toString(StandardCharsets.UTF_8);
  }
}

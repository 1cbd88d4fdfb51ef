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
    return new Answer(
        Integer.parseInt(head.getFirst().split(" ", -1)[1]),
        HttpHeaders.of(headers, (name, value) -> true),
        text.substring(end + 4));
  }
}

package dev.raghub.rest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.raghub.rest.BadInput.Sent;
import dev.raghub.rest.Client.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The lines of `bad-input.txt`, sent. After a document that is refused, nothing is found under its
/// key; after one that is taken, exactly what was sent.
///
/// @param caller with all roles in the workspace
/// @param admin of all workspaces, for what reaches over them
record BadInputTable(Client caller, Client admin, String workspace) {
  private static final Pattern REPEAT = Pattern.compile("<<(.+?)\\*([0-9]+)>>");

  List<Sent> sent() {
    return lines().lines().filter(line -> !line.startsWith("#")).map(this::sent).toList();
  }

  private Sent sent(String line) {
    String[] columns = line.split("\\|", 4);
    String[] expected = columns[0].strip().split(" ", 2);
    String[] request = expanded(columns[1].strip()).split(" ", 2);
    String body = expanded(columns[3].strip());
    return new Sent(
        columns[2].strip(),
        () -> call(request[0], request[1], body),
        Integer.parseInt(expected[0]),
        expected.length == 1 ? "" : expected[1]);
  }

  private Answer call(String method, String path, String body) {
    boolean overAll =
        path.startsWith("/v1/admin/keys")
            || path.startsWith("/v1/admin/endpoints")
            || (method + path).equals("POST/v1/workspaces");
    Answer answer =
        (overAll ? admin : caller)
            .send(
                method,
                path,
                overAll ? Optional.empty() : Optional.of(workspace),
                body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (method.equals("PUT") && path.startsWith("/v1/documents/")) {
      checkStored(path, body, answer.status());
    }
    return answer;
  }

  private void checkStored(String path, String body, int status) {
    Answer read = caller.get(path, Optional.of(workspace));
    if (status >= 400 && read.status() < 400) {
      throw new IllegalStateException("half-written: " + read.everything());
    }
    if (status < 400) {
      JsonNode asked = new Answer(status, read.headers(), body).json();
      if (!read.json().path("text").equals(asked.path("text"))
          || !read.json().path("title").equals(asked.path("title"))) {
        throw new IllegalStateException("not what was sent: " + read.everything());
      }
    }
  }

  private String expanded(String text) {
    return REPEAT
        .matcher(text.replace("<<workspace>>", workspace))
        .replaceAll(
            found ->
                Matcher.quoteReplacement(found.group(1).repeat(Integer.parseInt(found.group(2)))));
  }

  private static String lines() {
    try (InputStream file =
        Thread.currentThread().getContextClassLoader().getResourceAsStream("bad-input.txt")) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

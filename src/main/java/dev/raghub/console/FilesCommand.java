package dev.raghub.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.file.FileKind;
import java.io.FileNotFoundException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Files that become documents.
@Command(
    name = "files",
    mixinStandardHelpOptions = true,
    description = "Send files whose text becomes documents.",
    synopsisSubcommandLabel = "(put)")
final class FilesCommand extends Group {
  @Spec private @Nullable CommandSpec spec;

  @Override
  @Nullable CommandSpec spec() {
    return spec;
  }

  @Command(
      name = "put",
      mixinStandardHelpOptions = true,
      description = {
        "Store the text of files as documents; the next question sees it.",
        "Each is called by its file's name. A file that is refused does not stop the others."
      })
  int put(
      @Mixin Where where,
      @Option(
              names = "--label",
              paramLabel = "LABEL",
              description = "Who may read it: keys with one of these. Default: everybody.")
          @Nullable List<String> labels,
      @Parameters(
              paramLabel = "FILE",
              arity = "1..*",
              description = "Markdown, text, HTML, PDF or DOCX.")
          List<Path> files) {
    Terminal terminal = Terminal.of(spec);
    GatewayClient gateway = where.connect();
    ArrayNode answers = GatewayClient.JSON.createArrayNode();
    for (Path file : files) {
      try {
        answers.add(send(gateway, where, labels == null ? List.of() : labels, file));
      } catch (RaghubException refused) {
        answers.add(refusal(file, refused));
        if (files.size() == 1) {
          throw refused;
        }
      }
      if (!where.json()) {
        terminal.line(line(answers.get(answers.size() - 1)));
      }
    }
    if (where.json()) {
      terminal.line(answers.toPrettyString());
    }
    return answers.findValues("code").isEmpty() ? 0 : 1;
  }

  private static ObjectNode refusal(Path file, RaghubException refused) {
    return GatewayClient.JSON
        .createObjectNode()
        .put("file", file.toString())
        .put("outcome", "refused")
        .put("code", refused.code().code())
        .put("detail", refused.reason());
  }

  private static String line(JsonNode answer) {
    return answer.has("code")
        ? "%-9s %s: %s (%s)"
            .formatted(
                answer.path("outcome").asText(),
                answer.path("file").asText(),
                answer.path("detail").asText(),
                answer.path("code").asText())
        : "%-9s %s, version %d"
            .formatted(
                answer.path("outcome").asText(),
                answer.path("key").asText(),
                answer.path("version").asLong());
  }

  private static JsonNode send(GatewayClient gateway, Where where, List<String> labels, Path file) {
    String name = String.valueOf(file.getFileName());
    FileKind kind =
        FileKind.ofName(name)
            .orElseThrow(
                () ->
                    new RaghubException(
                        ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                        "raghub reads no text from %s; expected one of %s"
                            .formatted(file, FileKind.mediaTypes())));
    Query query = new Query();
    labels.forEach(label -> query.with("label", label));
    String path = "/v1/files/" + Query.encoded(name) + query.text();
    try {
      return gateway.putFile(path, where.workspace(), kind.mediaType(), file);
    } catch (FileNotFoundException none) {
      throw new RaghubException(
          ErrorCode.FILE_UNREADABLE, "cannot read " + file + "; is it there?", none);
    }
  }
}

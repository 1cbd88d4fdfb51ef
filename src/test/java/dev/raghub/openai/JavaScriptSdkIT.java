package dev.raghub.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.raghub.GatewayServers;
import dev.raghub.rest.Client;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// OpenAI's own JavaScript client, unchanged, where node and npm are there and npm can fetch it.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
class JavaScriptSdkIT {
  /// Version 7 wants Node 22.
  private static final String PINNED = "openai@6.49.0";

  private static final Path FOLDER = Path.of("target", "openai-js");

  @TestHTTPResource URI gateway;

  /// What a command printed and how it ended.
  private record Ended(int status, String output) {}

  @Test
  void speaksToTheGateway() throws IOException, InterruptedException {
    assumeThat(has("node") && has("npm")).as("skipped: no node and npm on this machine").isTrue();
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve("package.json"), "{\"private\": true}");
    Ended fetched = run(Map.of(), "npm", "install", "--no-audit", "--no-fund", PINNED);
    assumeThat(fetched.status()).as("skipped: npm cannot fetch " + PINNED).isZero();
    Files.copy(
        Path.of("src", "test", "js", "openai.mjs"),
        FOLDER.resolve("openai.mjs"),
        StandardCopyOption.REPLACE_EXISTING);

    Ended ended =
        run(
            Map.of("RAGHUB_URL", gateway.toString().replaceFirst("/$", ""), "RAGHUB_KEY", key()),
            "node",
            "openai.mjs",
            "Who leads the team in Ghent?");

    assertThat(ended.output().lines())
        .containsExactly(
            "models raghub raghub-extractive",
            "chat \"Ida Blom leads the team in Ghent. [1]\\n\\n[1] Ida Blom (documents:blom v1)\" stop",
            "citation blom",
            "stream true 0",
            "embeddings 2 384 number",
            "error BadRequestError 400 invalid-request n");
    assertThat(ended.status()).isZero();
  }

  private String key() {
    Client admin = Client.admin(gateway);
    String workspace = admin.workspace("js-" + UUID.randomUUID().toString().substring(0, 8));
    admin.put(
        "/v1/documents/blom",
        Optional.of(workspace),
        Client.text(Map.of("title", "Ida Blom", "text", "Ida Blom leads the team in Ghent.")));
    return admin.withKey(List.of("query"), workspace).key();
  }

  private static boolean has(String command) throws InterruptedException {
    try {
      return run(Map.of(), command, "--version").status() == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private static Ended run(Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    Files.createDirectories(FOLDER);
    ProcessBuilder builder =
        new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), output);
  }
}

package dev.raghub.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.ModelSettings.EndpointSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EndpointsTest {
  private static final String CANARY = "canary-8c1f77";

  @TempDir Path folder;

  @Test
  void readsAnEndpoint() {
    Endpoint endpoint = Endpoints.of("local", settings(Map.of("stop", "a,b")));

    assertThat(endpoint.url()).hasToString("http://127.0.0.1:11434");
    assertThat(endpoint.model()).isEqualTo("qwen");
    assertThat(endpoint.stop()).containsExactly("a", "b");
    assertThat(endpoint.prices().cachedInput()).isEqualTo(endpoint.prices().input());
  }

  @Test
  void readsAnEndpointFromTheEnvironmentAlone() {
    Map<String, String> environment =
        Map.of(
            "RAGHUB_ENDPOINT_LOCAL_KIND", "openai",
            "RAGHUB_ENDPOINT_LOCAL_URL", "http://127.0.0.1:1234/v1",
            "RAGHUB_ENDPOINT_LOCAL_MODEL", "qwen",
            "RAGHUB_ENDPOINT_LOCAL_MAX_OUTPUT_TOKENS", "9");

    Endpoint endpoint = Endpoints.of("local", ModelConfig.endpoint(environment));

    assertThat(endpoint.model()).isEqualTo("qwen");
    assertThat(endpoint.maxOutputTokens()).isEqualTo(9);
  }

  @Test
  void saysWhatToSet() {
    assertThat(refused("url", ""))
        .isEqualTo(
            "raghub.endpoint.local.url is missing: set it to where the server listens, such as http://127.0.0.1:11434");
    assertThat(refused("model", ""))
        .isEqualTo("raghub.endpoint.local.model is missing: set it to the model's id there");
    assertThat(refused("url", "ftp://a"))
        .isEqualTo("raghub.endpoint.local.url is no http or https address");
    assertThat(refused("context-tokens", "512"))
        .isEqualTo(
            "raghub.endpoint.local.context-tokens is 512, which leaves no room for a prompt beside max-output-tokens of 512: set it higher");
    assertThat(refused("concurrency", "0"))
        .isEqualTo("raghub.endpoint.local.concurrency is 0; expected at least 1");
    assertThat(refused("retries", "3"))
        .isEqualTo("raghub.endpoint.local.retries is 3; expected 0 to 2");
    assertThat(refused("timeout", "0s")).contains("longer than 0");
    assertThat(refused("price-output", "-1")).contains("negative");
  }

  @Test
  void refusesUrlsWithSecretsWithoutQuotingThem() {
    assertThat(refused("url", "http://user:" + CANARY + "@host/v1"))
        .contains("holds a user or a query")
        .doesNotContain(CANARY);
    assertThat(refused("url", "http://host/v1?key=" + CANARY)).doesNotContain(CANARY);
  }

  @Test
  void onlyWarnsOfARemoteEndpointOverPlainHttp() {
    assertThat(Endpoints.of("far", settings(Map.of("remote", "true"))).remote()).isTrue();
  }

  @Test
  void readsTheKeyFromSettingOrFile() throws IOException {
    Path file = Files.writeString(folder.resolve("key"), CANARY + "\n");

    assertThat(key(Map.of("key", CANARY)).text()).isEqualTo(CANARY);
    assertThat(key(Map.of("key-file", file.toString())).text()).isEqualTo(CANARY);
    assertThat(key(Map.of()).text()).isEmpty();
    assertThat(key(Map.of("key", CANARY)).toString()).doesNotContain(CANARY);
  }

  @Test
  void refusesKeysThatCannotBeRead() throws IOException {
    Path empty = Files.writeString(folder.resolve("empty"), "\n");

    assertThat(refusedKey(Map.of("key-file", folder.resolve("none").toString())))
        .contains("raghub.endpoint.local.key-file", "cannot be read (NoSuchFileException)");
    assertThat(refusedKey(Map.of("key-file", empty.toString()))).contains("is empty");
    assertThat(refusedKey(Map.of("key-file", empty.toString(), "key", CANARY)))
        .contains("set one of them")
        .doesNotContain(CANARY);
    assertThat(refusedKey(Map.of("key", CANARY + " x")))
        .contains("holds a blank")
        .doesNotContain(CANARY);
  }

  private static Secret key(Map<String, String> more) {
    return Endpoints.key("local", settings(more));
  }

  private static String refused(String key, String value) {
    EndpointSettings settings = settings(Map.of(key, value));
    return reason(() -> Endpoints.of("local", settings));
  }

  private static String refusedKey(Map<String, String> more) {
    return reason(() -> key(more));
  }

  private static String reason(Runnable work) {
    RaghubException refused = catchThrowableOfType(RaghubException.class, work::run);
    assertThat(refused.code()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
    return refused.reason();
  }

  private static EndpointSettings settings(Map<String, String> more) {
    return ModelConfig.endpoint(
        Map.of("kind", "ollama", "url", "http://127.0.0.1:11434", "model", "qwen"), more);
  }
}

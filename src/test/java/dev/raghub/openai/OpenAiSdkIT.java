package dev.raghub.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import dev.raghub.GatewayServers;
import dev.raghub.model.Act;
import dev.raghub.model.ScriptedServer;
import dev.raghub.rest.Client;
import dev.raghub.rest.Client.Answer;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// OpenAI's own Java client, unchanged, against the gateway.
@QuarkusTest
@QuarkusTestResource(GatewayServers.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiSdkIT {
  private static final String QUESTION = "Who leads the team in Ghent?";

  @TestHTTPResource URI gateway;

  private final String workspace = "sdk-" + UUID.randomUUID().toString().substring(0, 8);
  private final String other = workspace + "-other";
  private Client admin;
  private ScriptedServer models;
  private OpenAIClient sdk;

  @BeforeAll
  void fillAWorkspace() {
    models = ScriptedServer.start(Integer.parseInt(Client.setting("raghub.test.models-port")));
    admin = Client.admin(gateway);
    admin.workspace(workspace);
    admin.workspace(other);
    push("blom", "Ida Blom", "Ida Blom leads the team in Ghent since 2019. She likes tea.");
    push("quist", "Nora Quist", "Nora Quist leads the office in Oslo.");
    sdk = sdk(admin.withKey(List.of("query"), workspace).key());
  }

  @AfterAll
  void closeTheModels() {
    sdk.close();
    models.close();
  }

  private OpenAIClient sdk(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(gateway.resolve("/v1").toString())
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  private void push(String key, String title, String text) {
    Answer pushed =
        admin.put(
            "/v1/documents/" + key,
            Optional.of(workspace),
            Client.text(Map.of("title", title, "text", text)));
    assertThat(pushed.status()).as(pushed.body()).isEqualTo(201);
  }

  private void policy(Map<String, Object> policy) {
    assertThat(admin.put("/v1/admin/policy", Optional.of(workspace), Client.text(policy)).status())
        .isEqualTo(204);
  }

  private static ChatCompletionCreateParams.Builder chat(String model) {
    return ChatCompletionCreateParams.builder().model(model);
  }

  @Test
  void answersAChat() {
    ChatCompletion answer =
        sdk.chat()
            .completions()
            .create(
                chat("raghub-extractive")
                    .addSystemMessage("You are a pirate.")
                    .addUserMessage(QUESTION)
                    .temperature(0.2)
                    .build());

    ChatCompletion.Choice choice = answer.choices().getFirst();
    assertThat(answer.choices()).hasSize(1);
    assertThat(choice.message().content().orElseThrow())
        .startsWith("Ida Blom leads the team in Ghent since 2019. [1]\n")
        .contains("\n\n[1] Ida Blom (documents:blom v1)");
    assertThat(choice.finishReason()).isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
    assertThat(answer.usage().orElseThrow().totalTokens()).isZero();
    assertThat(answer._additionalProperties().get("raghub").toString())
        .contains("blom")
        .contains(QUESTION);
  }

  @Test
  void streamsWhatAModelWrites() {
    policy(Map.of("local", "house"));
    models.next(Act.say("Ida Blom leads ", "the team ", "in Ghent [1]."));
    ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
    StringBuilder text = new StringBuilder();

    try (StreamResponse<ChatCompletionChunk> chunks =
        sdk.chat()
            .completions()
            .createStreaming(
                chat("raghub-local")
                    .addUserMessage(QUESTION)
                    .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                    .build())) {
      chunks.stream()
          .peek(whole::accumulate)
          .flatMap(chunk -> chunk.choices().stream())
          .flatMap(choice -> choice.delta().content().stream())
          .forEach(text::append);
    }

    ChatCompletion answer = whole.chatCompletion();
    assertThat(text.toString())
        .isEqualTo("Ida Blom leads the team in Ghent [1].\n\n[1] Ida Blom (documents:blom v1)")
        .isEqualTo(answer.choices().getFirst().message().content().orElseThrow());
    assertThat(answer.usage().orElseThrow().promptTokens()).isPositive();
    assertThat(answer.usage().orElseThrow().completionTokens()).isPositive();
  }

  @Test
  void understandsAFollowUpFromTheConversation() {
    ChatCompletion answer =
        sdk.chat()
            .completions()
            .create(
                chat("raghub-extractive")
                    .addUserMessage(QUESTION)
                    .addAssistantMessage("Ida Blom leads the team in Ghent since 2019. [1]")
                    .addUserMessage("What does she like?")
                    .build());

    assertThat(answer.choices().getFirst().message().content().orElseThrow())
        .contains("She likes tea. [1]");
    assertThat(answer._additionalProperties().get("raghub").toString())
        .contains(QUESTION + " What does she like?");
  }

  @Test
  void listsWhatTheWorkspacesPolicyAllows() {
    admin.delete("/v1/admin/policy", Optional.of(workspace));
    assertThat(sdk.models().list().data())
        .extracting(Model::id)
        .containsExactly("raghub", "raghub-extractive");

    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "never"));
    assertThat(sdk.models().list().data())
        .extracting(Model::id)
        .containsExactly("raghub", "raghub-extractive", "raghub-local");
    assertThatThrownBy(() -> sdk.models().retrieve("raghub-remote"))
        .isInstanceOf(NotFoundException.class);
    assertThatThrownBy(
            () ->
                sdk.chat()
                    .completions()
                    .create(chat("raghub-remote").addUserMessage(QUESTION).build()))
        .isInstanceOf(NotFoundException.class);

    policy(Map.of("local", "house", "remote", "cloud", "remoteUse", "hard"));
    assertThat(sdk.models().list().data())
        .extracting(Model::id)
        .containsExactly("raghub", "raghub-extractive", "raghub-local", "raghub-remote");
    assertThat(sdk.models().retrieve("raghub-remote").id()).isEqualTo("raghub-remote");
  }

  /// The client asks for base64 by itself.
  @Test
  void givesVectors() {
    EmbeddingCreateParams.Builder texts = EmbeddingCreateParams.builder().model("raghub-embedding");
    CreateEmbeddingResponse two =
        sdk.embeddings()
            .create(texts.inputOfArrayOfStrings(List.of("tea", "a cup of tea")).build());
    CreateEmbeddingResponse plain =
        sdk.embeddings()
            .create(
                texts
                    .input("tea")
                    .encodingFormat(EmbeddingCreateParams.EncodingFormat.FLOAT)
                    .build());

    assertThat(two.data()).hasSize(2);
    assertThat(two.data().get(1).index()).isEqualTo(1);
    assertThat(two.data().getFirst().embedding())
        .hasSize(384)
        .isEqualTo(plain.data().getFirst().embedding());
    assertThat(two.usage().promptTokens()).isEqualTo(5);
  }

  @Test
  void refusesInTheFormThatTheClientReads() {
    BadRequestException several =
        catchThrowableOfType(
            BadRequestException.class,
            () ->
                sdk.chat()
                    .completions()
                    .create(chat("raghub").n(2).addUserMessage(QUESTION).build()));

    assertThat(several.statusCode()).isEqualTo(400);
    assertThat(several.code()).contains("invalid-request");
    assertThat(several.param()).contains("n");
    assertThat(several.type()).contains("invalid_request_error");
    assertThat(several.getMessage()).contains("field 'n' is 2; raghub gives 1 answer");
  }

  @Test
  void refusesAStreamBeforeItBegins() {
    NotFoundException unknown =
        catchThrowableOfType(
            NotFoundException.class,
            () -> {
              try (StreamResponse<ChatCompletionChunk> chunks =
                  sdk.chat()
                      .completions()
                      .createStreaming(chat("gpt-4o").addUserMessage(QUESTION).build())) {
                chunks.stream().forEach(chunk -> {});
              }
            });

    assertThat(unknown.code()).contains("not-found");
    assertThat(unknown.param()).contains("model");
  }

  @Test
  void refusesWhoMayNotAsk() {
    ChatCompletionCreateParams question = chat("raghub").addUserMessage(QUESTION).build();
    assertThatThrownBy(() -> sdk("rh_wrong").chat().completions().create(question))
        .isInstanceOf(UnauthorizedException.class);
    String ingest = admin.withKey(List.of("ingest"), workspace).key();
    assertThatThrownBy(() -> sdk(ingest).chat().completions().create(question))
        .isInstanceOf(PermissionDeniedException.class);
    NotFoundException foreign =
        catchThrowableOfType(
            NotFoundException.class,
            () ->
                sdk.chat()
                    .completions()
                    .create(
                        question.toBuilder().putAdditionalHeader("X-Workspace", other).build()));
    assertThat(foreign.code()).contains("workspace-not-found");
  }
}

package dev.raghub.openai;

import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.model.Embedder;
import dev.raghub.model.TokenCounter;
import dev.raghub.model.TokenCounters;
import dev.raghub.openai.EmbeddingsRequest.Encoding;
import dev.raghub.openai.EmbeddingsRequest.InputType;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Vectors by the gateway's own embedder.
@Path("/v1/embeddings")
@Tag(name = "openai")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class EmbeddingsResource {
  private final Gate gate;
  private final Embedder embedder;
  private final TokenCounters counters;

  EmbeddingsResource(Gate gate, Embedder embedder, TokenCounters counters) {
    this.gate = gate;
    this.embedder = embedder;
    this.counters = counters;
  }

  @POST
  @Operation(summary = "Turn texts into vectors, in OpenAI's form; nothing is stored")
  public EmbeddingsResponse embed(@Nullable EmbeddingsRequest request) {
    gate.workspace(Role.QUERY);
    EmbeddingsRequest asked = Body.required(request);
    if (!Body.line("model", asked.model(), ChatRequest.MAX_MODEL).equals(EmbeddingsRequest.MODEL)) {
      throw new RaghubException(
          ErrorCode.NOT_FOUND,
          "field 'model' names no embedder; expected " + EmbeddingsRequest.MODEL);
    }
    asked.dimensions().ifPresent(this::requireOwn);
    Encoding encoding = asked.encoding();
    InputType type = asked.type();
    List<String> texts = asked.texts();
    TokenCounter counter = counters.of("openai");
    long tokens = texts.stream().mapToLong(counter::count).sum();
    List<float[]> vectors = vectors(type, texts);
    gate.charge(tokens);
    return EmbeddingsResponse.of(vectors, encoding, tokens, embedder.fingerprint());
  }

  private List<float[]> vectors(InputType type, List<String> texts) {
    return switch (type) {
      case PASSAGE -> embedder.passages(texts);
      case QUESTION -> texts.stream().map(embedder::question).toList();
    };
  }

  private void requireOwn(int dimensions) {
    if (dimensions != embedder.dimensions()) {
      throw ChatRequest.invalid(
          "dimensions",
          "is %d; this gateway's embedder has %d".formatted(dimensions, embedder.dimensions()));
    }
  }
}

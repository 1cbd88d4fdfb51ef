package dev.raghub.admin;

import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.ingest.RowPreviews;
import dev.raghub.ingest.RowPreviews.ItemAddress;
import dev.raghub.merge.Preview;
import dev.raghub.rest.Body;
import dev.raghub.rest.DocumentRequest;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// What a row would change.
@Path("/v1/admin/graph/preview")
@Tag(name = "admin")
@RunOnVirtualThread
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PreviewResource {
  private static final int MAX_VALUES = 100;
  private static final int MAX_VALUE = 100_000;
  private static final int LIMIT = 100;

  private final Gate gate;
  private final RowPreviews previews;

  PreviewResource(Gate gate, RowPreviews previews) {
    this.gate = gate;
    this.previews = previews;
  }

  /// A row that is read again, or a document that would be pushed.
  public record PreviewRequest(
      @Schema(
              description = "of a row; of a pushed document none",
              minLength = 1,
              maxLength = AddressRequest.MAX_TEXT)
          Optional<String> source,
      @Schema(required = true, minLength = 1, maxLength = AddressRequest.MAX_TEXT)
          @Nullable String key,
      @Schema(
              description = "fields of the row in place of what the database has",
              maxProperties = MAX_VALUES)
          Optional<Map<String, String>> values,
      @Schema(description = "what would be pushed under the key")
          Optional<DocumentRequest> document,
      @Schema(description = "lines of each list", minimum = "1", maximum = "1000")
          Optional<Integer> limit) {}

  /// @param outcome `created`, `changed`, `unchanged`, `deleted` or `absent`
  /// @param items rows and documents that the projections would read anew
  /// @param complete whether all that would change is counted
  public record PreviewResponse(
      String outcome,
      int items,
      Preview.Part chunks,
      Preview.Part entities,
      Preview.Part relations,
      boolean complete) {
    static PreviewResponse of(Preview preview) {
      return new PreviewResponse(
          preview.outcome().name().toLowerCase(Locale.ROOT),
          preview.items(),
          preview.chunks(),
          preview.entities(),
          preview.relations(),
          preview.complete());
    }
  }

  @POST
  @Operation(summary = "What a row or document would change in the graph; nothing is written")
  public PreviewResponse preview(@Nullable PreviewRequest request) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    PreviewRequest wanted = Body.required(request);
    String key = Body.line("key", wanted.key(), AddressRequest.MAX_TEXT);
    int limit = Parameters.limit(wanted.limit().orElse(LIMIT));
    if (wanted.document().isPresent() == wanted.source().isPresent()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "expected either 'source' of a row that is read again, or 'document' that would be pushed");
    }
    return PreviewResponse.of(
        wanted.document().isPresent()
            ? previews.ofDocument(workspace, pushed(wanted, key), limit)
            : previews.ofRow(
                workspace,
                new ItemAddress(
                    Body.line("source", wanted.source().orElseThrow(), AddressRequest.MAX_TEXT),
                    key),
                values(wanted),
                limit));
  }

  private static Document pushed(PreviewRequest wanted, String key) {
    if (wanted.values().isPresent()) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "'values' are of a row; a 'document' has its own text");
    }
    return wanted.document().orElseThrow().toDocument(key);
  }

  private static Map<String, String> values(PreviewRequest wanted) {
    Map<String, String> values = wanted.values().orElse(Map.of());
    if (values.size() > MAX_VALUES) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field 'values' has %d entries; expected at most %d"
              .formatted(values.size(), MAX_VALUES));
    }
    values.forEach(
        (name, value) -> {
          if (Body.text("values", value).length() > MAX_VALUE) {
            throw new RaghubException(
                ErrorCode.INVALID_REQUEST,
                "a value has %d characters; expected at most %d"
                    .formatted(value.length(), MAX_VALUE));
          }
        });
    return values;
  }
}

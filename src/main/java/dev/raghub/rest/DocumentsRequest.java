package dev.raghub.rest;

import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// Documents as they arrive, by key.
public record DocumentsRequest(
    @Schema(
            required = true,
            description = "by key; 1 to 500 of them",
            minProperties = 1,
            maxProperties = MAX_DOCUMENTS)
        @Nullable Map<String, @Nullable DocumentRequest> documents) {
  private static final int MAX_DOCUMENTS = 500;

  List<Document> toDocuments() {
    Map<String, @Nullable DocumentRequest> given = Body.field("documents", documents);
    if (given.isEmpty() || given.size() > MAX_DOCUMENTS) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST,
          "field 'documents' has %d entries; expected 1 to %d"
              .formatted(given.size(), MAX_DOCUMENTS));
    }
    return given.entrySet().stream()
        .map(each -> Body.field("documents", each.getValue()).toDocument(each.getKey()))
        .toList();
  }
}

package dev.raghub.rest;

import dev.raghub.document.Document;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.file.FileKind;
import dev.raghub.file.FileText;
import dev.raghub.file.FileTexts;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.ingest.PushedDocuments.Outcome;
import dev.raghub.rest.DocumentResource.PutResponse;
import dev.raghub.workspace.Labels;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Files whose text becomes a pushed document: it is read, deleted and erased as one.
@Path(FileResource.PATH)
@Tag(name = "documents")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class FileResource {
  static final String PATH = "/v1/files";

  private static final int MAX_KEY = 1_000;
  private static final int MAX_NAME = 200;

  private final Gate gate;
  private final FileTexts texts;
  private final PushedDocuments documents;

  FileResource(Gate gate, FileTexts texts, PushedDocuments documents) {
    this.gate = gate;
    this.texts = texts;
    this.documents = documents;
  }

  @PUT
  @Path("/{key}")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Store the text of a file as a document; the next query sees it")
  @RequestBody(
      required = true,
      content = {
        @Content(mediaType = "text/markdown", schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = "application/pdf",
            schema = @Schema(type = SchemaType.STRING, format = "binary"))
      })
  @APIResponse(responseCode = "200", description = "changed or unchanged")
  @APIResponse(responseCode = "201", description = "created")
  @APIResponse(responseCode = "422", description = "the file cannot be read")
  public Response put(
      @PathParam("key") String key,
      @Parameter(description = "who may read it: keys that hold one of these; none = everybody")
          @QueryParam("label")
          List<String> labels,
      @HeaderParam("Content-Type") @Nullable String type,
      @Parameter(hidden = true) InputStream body) {
    Workspace workspace = gate.workspace(Role.INGEST);
    FileText text = texts.read(kind(type), bytes(body));
    Outcome outcome = documents.put(workspace, document(key, labels, text));
    long version = documents.get(workspace, PushedDocuments.SOURCE, key).version();
    return Response.status(outcome == Outcome.CREATED ? 201 : 200)
        .entity(new PutResponse(key, version, outcome.name().toLowerCase(Locale.ROOT)))
        .build();
  }

  private static FileKind kind(@Nullable String type) {
    return Optional.ofNullable(type)
        .flatMap(FileKind::ofMediaType)
        .orElseThrow(
            () ->
                new RaghubException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "raghub reads no text from files of this Content-Type; expected one of "
                        + FileKind.mediaTypes()));
  }

  private byte[] bytes(InputStream body) {
    try {
      return body.readNBytes(texts.maxBytes() + 1);
    } catch (IOException broken) {
      throw new RaghubException(
          ErrorCode.INVALID_REQUEST, "the connection broke before the file was whole", broken);
    }
  }

  private static Document document(String key, List<String> labels, FileText text) {
    return new Document(
        PushedDocuments.SOURCE,
        Body.line("key", key, MAX_KEY),
        "document",
        text.titleOr(key),
        text.title().map(List::of).orElse(List.of()),
        List.of(),
        Body.text("text", text.text()),
        List.of(),
        List.of(),
        true,
        Labels.of(
            Body.atMost("label", Labels.MOST, labels).stream()
                .map(each -> Body.line("label", each, MAX_NAME))
                .toList()));
  }
}

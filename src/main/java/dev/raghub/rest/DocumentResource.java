package dev.raghub.rest;

import dev.raghub.corpus.Item;
import dev.raghub.document.Document;
import dev.raghub.ingest.PushedDocuments;
import dev.raghub.ingest.PushedDocuments.Outcome;
import dev.raghub.merge.Merged;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Documents: pushed ones, and rows as they were read.
@Path("/v1/documents")
@Tag(name = "documents")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class DocumentResource {
  private final Gate gate;
  private final PushedDocuments documents;

  DocumentResource(Gate gate, PushedDocuments documents) {
    this.gate = gate;
    this.documents = documents;
  }

  /// A document on the wire.
  public record DocumentResponse(
      String source,
      String key,
      String type,
      String title,
      String text,
      long version,
      Instant changedAt) {
    static DocumentResponse of(Item item) {
      return new DocumentResponse(
          item.source(),
          item.key(),
          item.type(),
          item.title(),
          item.body(),
          item.version(),
          item.changedAt());
    }
  }

  /// What a push did: `created`, `changed` or `unchanged`.
  public record PutResponse(String key, long version, String outcome) {}

  /// What a push of many did, in documents.
  public record DocumentsResponse(long created, long changed, long unchanged) {}

  @POST
  @Once(Role.INGEST)
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Store documents: all of them or none; the next query sees them")
  public DocumentsResponse putAll(@Nullable DocumentsRequest request) {
    Workspace workspace = gate.workspace(Role.INGEST);
    Merged merged = documents.put(workspace, Body.required(request).toDocuments());
    return new DocumentsResponse(merged.created(), merged.changed(), merged.unchanged());
  }

  @PUT
  @Path("/{key}")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Store a document; the next query sees it")
  @APIResponse(responseCode = "200", description = "changed or unchanged")
  @APIResponse(responseCode = "201", description = "created")
  public Response put(@PathParam("key") String key, @Nullable DocumentRequest request) {
    Workspace workspace = gate.workspace(Role.INGEST);
    Document document = Body.required(request).toDocument(key);
    Outcome outcome = documents.put(workspace, document);
    long version = documents.get(workspace, PushedDocuments.SOURCE, key).version();
    return Response.status(outcome == Outcome.CREATED ? 201 : 200)
        .entity(new PutResponse(key, version, outcome.name().toLowerCase(Locale.ROOT)))
        .build();
  }

  @GET
  @Path("/{key}")
  @Operation(summary = "Read a document, or a row as it was read")
  public DocumentResponse get(
      @PathParam("key") String key,
      @QueryParam("source") @DefaultValue(PushedDocuments.SOURCE) String source) {
    Workspace workspace = gate.workspace(Role.QUERY);
    return DocumentResponse.of(documents.get(workspace, source, key));
  }

  @DELETE
  @Path("/{key}")
  @Operation(summary = "Delete a pushed document with all that it brought")
  public void delete(@PathParam("key") String key) {
    documents.delete(gate.workspace(Role.INGEST), key);
  }
}

package dev.raghub.admin;

import dev.raghub.admin.EntityResponse.AliasesResponse;
import dev.raghub.admin.EntityResponse.EntitiesResponse;
import dev.raghub.admin.EntityResponse.EvidenceResponse;
import dev.raghub.admin.EntityResponse.RowResponse;
import dev.raghub.corpus.ItemId;
import dev.raghub.corpus.PostgresCorpus;
import dev.raghub.fault.ErrorCode;
import dev.raghub.fault.RaghubException;
import dev.raghub.graph.EntityAddress;
import dev.raghub.graph.PostgresAliases;
import dev.raghub.inspect.AliasPages;
import dev.raghub.inspect.EntitySearch;
import dev.raghub.inspect.EntitySearch.Match;
import dev.raghub.inspect.PostgresEntities;
import dev.raghub.inspect.PostgresEvidence;
import dev.raghub.rest.Body;
import dev.raghub.rest.Gate;
import dev.raghub.workspace.Role;
import dev.raghub.workspace.Workspace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/// The entities of a workspace's graph, one by one: what they are called, and who says so.
@Path("/v1/admin/graph")
@Tag(name = "admin")
@RunOnVirtualThread
@Produces(MediaType.APPLICATION_JSON)
public class EntityResource {
  private final Gate gate;
  private final PostgresEntities entities;
  private final PostgresAliases aliases;
  private final AliasPages pages;
  private final PostgresEvidence evidence;
  private final PostgresCorpus corpus;

  EntityResource(
      Gate gate,
      PostgresEntities entities,
      PostgresAliases aliases,
      AliasPages pages,
      PostgresEvidence evidence,
      PostgresCorpus corpus) {
    this.gate = gate;
    this.entities = entities;
    this.aliases = aliases;
    this.pages = pages;
    this.evidence = evidence;
    this.corpus = corpus;
  }

  @GET
  @Path("/entities")
  @Operation(summary = "Rows and names by what they are called, in the order of their titles")
  public EntitiesResponse entities(
      @QueryParam("q") Optional<String> text,
      @QueryParam("match") @DefaultValue("prefix") String match,
      @QueryParam("type") List<String> types,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    EntitySearch search =
        new EntitySearch(
            text.map(given -> Body.line("q", given, AddressRequest.MAX_TEXT)),
            Body.choice("match", Match.class, match),
            Parameters.types(types));
    return EntitiesResponse.of(entities.search(workspace, search, Parameters.limit(limit), cursor));
  }

  @GET
  @Path("/entity")
  @Operation(summary = "What a row is called, or which rows bear a name; who says so, and where")
  public EntityResponse entity(
      @BeanParam Addressed addressed, @QueryParam("limit") @DefaultValue("100") int limit) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    EntityAddress address = addressed.address();
    int listed = Parameters.limit(limit);
    return aliases
        .of(workspace, address, Parameters.MAX_LISTED)
        .map(
            described ->
                EntityResponse.of(
                    described,
                    row(workspace, address),
                    pages.of(workspace, address, listed, Optional.empty()),
                    evidence.of(workspace, address.id(), listed, Optional.empty())))
        .orElseThrow(
            () -> new RaghubException(ErrorCode.ENTITY_NOT_FOUND, "there is no such entity"));
  }

  @GET
  @Path("/entity/aliases")
  @Operation(summary = "The names of a row, or the rows that bear a name")
  public AliasesResponse aliases(
      @BeanParam Addressed addressed,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    return AliasesResponse.of(
        pages.of(workspace, addressed.address(), Parameters.limit(limit), cursor));
  }

  @GET
  @Path("/entity/evidence")
  @Operation(summary = "The sentences that mention an entity, with their rows and versions")
  public EvidenceResponse evidence(
      @BeanParam Addressed addressed,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") Optional<String> cursor) {
    Workspace workspace = gate.workspace(Role.ADMIN);
    return EvidenceResponse.of(
        evidence.of(workspace, addressed.address().id(), Parameters.limit(limit), cursor));
  }

  private Optional<RowResponse> row(Workspace workspace, EntityAddress address) {
    return switch (address) {
      case EntityAddress.Name name -> Optional.empty();
      case EntityAddress.Row(String source, String key) ->
          corpus
              .find(workspace, ItemId.of(source, key))
              .map(item -> new RowResponse(item.type(), item.version(), item.changedAt()));
    };
  }
}

package dev.raghub.merge;

import dev.raghub.corpus.ItemId;
import dev.raghub.document.Document;
import dev.raghub.extract.Relation;
import dev.raghub.graph.EntityId;
import dev.raghub.graph.PostgresGraphStore.Alias;
import dev.raghub.graph.PostgresGraphStore.Edge;
import dev.raghub.graph.PostgresGraphStore.RowEntity;
import dev.raghub.graph.PostgresGraphStore.StoredMention;
import dev.raghub.graph.PostgresGraphStore.StoredRelation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a batch of documents puts into the graph.
record GraphRows(
    List<RowEntity> rows,
    Map<EntityId, String> names,
    List<Alias> aliases,
    List<StoredMention> mentions,
    List<StoredRelation> relations,
    List<Edge> edges) {

  static GraphRows of(List<PreparedDocument> documents) {
    GraphRows graph =
        new GraphRows(
            new ArrayList<>(),
            new TreeMap<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>(),
            new ArrayList<>());
    documents.forEach(graph::add);
    return graph;
  }

  private void add(PreparedDocument prepared) {
    Document document = prepared.document();
    EntityId row = EntityId.ofRow(document.id());
    rows.add(
        new RowEntity(
            row, document.type(), document.source() + ":" + document.key(), document.title()));
    names.putAll(prepared.extraction().names());
    names.putAll(prepared.extraction().aliases());
    prepared.extraction().aliases().keySet().forEach(name -> aliases.add(new Alias(row, name)));
    prepared
        .extraction()
        .mentions()
        .forEach(
            mention ->
                mentions.add(
                    new StoredMention(
                        mention.chunk().value(),
                        mention.sentence(),
                        mention.entity(),
                        mention.rule().code())));
    prepared.extraction().relations().forEach(relation -> relations.add(stored(relation)));
    document
        .links()
        .forEach(
            link ->
                edges.add(
                    new Edge(
                        row, EntityId.ofRow(ItemId.of(link.source(), link.key())), link.name())));
  }

  private static StoredRelation stored(Relation relation) {
    return new StoredRelation(
        relation.chunk().value(),
        relation.sentence(),
        relation.subject(),
        relation.predicate(),
        relation.object(),
        "document");
  }
}

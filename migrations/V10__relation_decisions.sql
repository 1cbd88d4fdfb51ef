-- What a person said about a relation, that is, a row or document with an entity that it mentions or is called: that it
-- matters, or that it is not to be followed. Stands by itself, as a resolution does: it outlives the row and the mention,
-- and applies again when they come back.
CREATE TABLE relation_decision (
  workspace     text NOT NULL,
  id            uuid NOT NULL,            -- of both ends: the same relation has the same id whenever it is decided
  kind          text NOT NULL CHECK (kind IN ('pin', 'hide')),
  item          bigint NOT NULL,
  item_source   text NOT NULL,
  item_key      text NOT NULL,
  entity        bigint NOT NULL,
  entity_source text NOT NULL,            -- empty for a name
  entity_key    text NOT NULL,            -- the row's key, or the name
  said_by       text NOT NULL,            -- the public part of a key
  said_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace, id),
  CHECK (item <> entity)
);
CREATE INDEX relation_decision_by_entity ON relation_decision (workspace, entity);
ALTER TABLE relation_decision ENABLE ROW LEVEL SECURITY;
ALTER TABLE relation_decision FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON relation_decision
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON relation_decision TO ${application_role};

-- What a person said about who is who: two names or two rows are the same, or a row has another name. A decision stands
-- by itself: it outlives the row and the texts that it speaks of, and applies again when they come back. A name has no
-- source.
CREATE TABLE resolution (
  workspace     text NOT NULL,
  id            uuid NOT NULL,            -- of both ends: the same decision has the same id whenever it is made
  entity        bigint NOT NULL,
  entity_source text NOT NULL,
  entity_key    text NOT NULL,            -- the row's key, or the name
  target        bigint NOT NULL,
  target_source text NOT NULL,
  target_key    text NOT NULL,
  said_by       text NOT NULL,            -- the public part of a key
  said_at       timestamptz NOT NULL,
  PRIMARY KEY (workspace, id),
  CHECK (entity <> target),
  CHECK (entity_source = '' OR target_source <> '')
);
-- An entity is the same as at most one other; a name may be another name of many rows.
CREATE UNIQUE INDEX resolution_once ON resolution (workspace, entity) WHERE (entity_source = '') = (target_source = '');
CREATE INDEX resolution_by_entity ON resolution (workspace, entity);
CREATE INDEX resolution_by_target ON resolution (workspace, target);
ALTER TABLE resolution ENABLE ROW LEVEL SECURITY;
ALTER TABLE resolution FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON resolution
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON resolution TO ${application_role};

-- Who calls a row so: the row itself, or a person. Both may, and one may go alone.
ALTER TABLE alias ADD COLUMN origin text NOT NULL DEFAULT 'document' CHECK (origin IN ('document', 'person'));
ALTER TABLE alias DROP CONSTRAINT alias_pkey;
ALTER TABLE alias ADD PRIMARY KEY (workspace, item, name, origin);

-- The only truth. Lucene, vectors, the in-memory graph and Redis are projections of these tables.
-- Every table is keyed by workspace first. Row-level security is FORCEd on all of them but the two registries
-- (workspace, api_key), which hold no tenant content and are read before a workspace is known.

CREATE TABLE workspace (
  workspace  text PRIMARY KEY CHECK (workspace ~ '^[a-z0-9][a-z0-9_-]{0,62}$'),
  -- Another workspace of the same name is another workspace: projections are kept apart by this.
  incarnation uuid NOT NULL DEFAULT gen_random_uuid(),
  state      text NOT NULL CHECK (state IN ('ready', 'deleting')),
  created_at timestamptz NOT NULL
);

CREATE TABLE api_key (
  id         text PRIMARY KEY,
  name       text NOT NULL,
  hash       text NOT NULL,
  roles      text[] NOT NULL,
  workspaces text[],                      -- NULL = every workspace
  created_at timestamptz NOT NULL,
  expires_at timestamptz,
  revoked_at timestamptz
);

-- One row a workspace: its lock orders the workspace's writers, so that revisions become visible in order and
-- without gaps. See docs/adr/0004.
CREATE TABLE revision (
  workspace text PRIMARY KEY,
  revision  bigint NOT NULL
);

CREATE TABLE source_item (
  workspace    text NOT NULL,
  id           bigint NOT NULL,
  source       text NOT NULL,
  key          text NOT NULL,
  type         text NOT NULL,
  title        text NOT NULL,
  body         text NOT NULL,
  content_hash uuid NOT NULL,
  version      bigint NOT NULL,
  seen_run     bigint,
  changed_at   timestamptz NOT NULL,
  deleted_at   timestamptz,
  PRIMARY KEY (workspace, id)
);
CREATE INDEX source_item_by_source ON source_item (workspace, source, id) WHERE deleted_at IS NULL;

CREATE TABLE chunk (
  workspace text NOT NULL,
  id        bigint NOT NULL,
  item      bigint NOT NULL,
  ordinal   int NOT NULL,
  sentences text[] NOT NULL,
  free      boolean[] NOT NULL,           -- which sentences are free text rather than "- name: value"
  hash      uuid NOT NULL,                -- of title and text: the key of its embedding
  embed     boolean NOT NULL,
  PRIMARY KEY (workspace, id),
  FOREIGN KEY (workspace, item) REFERENCES source_item ON DELETE CASCADE
);
CREATE INDEX chunk_by_item ON chunk (workspace, item, ordinal);
CREATE INDEX chunk_by_hash ON chunk (workspace, hash) WHERE embed;

-- Kept by text, so that equal texts are embedded once a workspace and no index rebuild pays for an embedding again.
CREATE TABLE embedding (
  workspace text NOT NULL,
  hash      uuid NOT NULL,
  model     text NOT NULL,
  vector    real[] NOT NULL,
  PRIMARY KEY (workspace, hash, model)
);

-- The distinct words of free text, hashed: how a name that appears later finds the chunks that already say it.
CREATE TABLE chunk_word (
  workspace text NOT NULL,
  word      bigint NOT NULL,
  chunk     bigint NOT NULL,
  PRIMARY KEY (workspace, word, chunk),
  FOREIGN KEY (workspace, chunk) REFERENCES chunk ON DELETE CASCADE
);
CREATE INDEX chunk_word_by_chunk ON chunk_word (workspace, chunk);

CREATE TABLE entity (
  workspace text NOT NULL,
  id        bigint NOT NULL,
  kind      text NOT NULL CHECK (kind IN ('row', 'name')),
  type      text NOT NULL,
  key       text NOT NULL,
  name      text NOT NULL,
  PRIMARY KEY (workspace, id)
);

-- A row's names. The entity of a name and the entity of a row stay two nodes joined here, so that homonyms with
-- different keys stay apart.
CREATE TABLE alias (
  workspace text NOT NULL,
  item      bigint NOT NULL,
  name      bigint NOT NULL,
  PRIMARY KEY (workspace, item, name),
  FOREIGN KEY (workspace, item) REFERENCES source_item ON DELETE CASCADE
);
CREATE INDEX alias_by_name ON alias (workspace, name);

CREATE TABLE mention (
  workspace text NOT NULL,
  chunk     bigint NOT NULL,
  sentence  int NOT NULL,
  entity    bigint NOT NULL,
  rule      text NOT NULL,
  PRIMARY KEY (workspace, chunk, sentence, entity, rule),
  FOREIGN KEY (workspace, chunk) REFERENCES chunk ON DELETE CASCADE
);
CREATE INDEX mention_by_entity ON mention (workspace, entity);

CREATE TABLE edge_fk (
  workspace text NOT NULL,
  item_from bigint NOT NULL,
  item_to   bigint NOT NULL,              -- may name a row that is not there (yet): the order of arrival must not matter
  name      text NOT NULL,
  PRIMARY KEY (workspace, item_from, item_to, name),
  FOREIGN KEY (workspace, item_from) REFERENCES source_item ON DELETE CASCADE
);
CREATE INDEX edge_fk_by_target ON edge_fk (workspace, item_to);

-- A compacted log: the last revision of each item that ever was. A projection that has applied revision r reads what is
-- above r; one that starts from nothing reads it all, which is its rebuild.
CREATE TABLE outbox (
  workspace text NOT NULL,
  item      bigint NOT NULL,
  revision  bigint NOT NULL,
  PRIMARY KEY (workspace, item),
  UNIQUE (workspace, revision)
);

CREATE TABLE run (
  workspace   text NOT NULL,
  id          bigint GENERATED ALWAYS AS IDENTITY,
  job         uuid NOT NULL,         -- the runs that were started together
  source      text NOT NULL,
  state       text NOT NULL CHECK (state IN ('waiting', 'running', 'finished', 'failed')),
  expected    bigint NOT NULL DEFAULT 0,
  read        bigint NOT NULL DEFAULT 0,
  created     bigint NOT NULL DEFAULT 0,
  changed     bigint NOT NULL DEFAULT 0,
  unchanged   bigint NOT NULL DEFAULT 0,
  deleted     bigint NOT NULL DEFAULT 0,
  failed      bigint NOT NULL DEFAULT 0,
  embedded    bigint NOT NULL DEFAULT 0,
  error_code  text,
  error       text,
  created_at  timestamptz NOT NULL,
  started_at  timestamptz,
  beat_at     timestamptz NOT NULL,  -- a run that stops beating has lost its gateway
  finished_at timestamptz,
  PRIMARY KEY (workspace, id)
);

-- One run over a source at a time, whichever replica it runs on.
CREATE UNIQUE INDEX run_alone ON run (workspace, source) WHERE state IN ('waiting', 'running');

CREATE TABLE run_failure (
  workspace text NOT NULL,
  run       bigint NOT NULL,
  key       text NOT NULL,
  code      text NOT NULL,
  reason    text NOT NULL,
  PRIMARY KEY (workspace, run, key),
  FOREIGN KEY (workspace, run) REFERENCES run ON DELETE CASCADE
);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['revision', 'source_item', 'chunk', 'embedding', 'chunk_word', 'entity', 'alias',
                                'mention', 'edge_fk', 'outbox', 'run', 'run_failure']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', scoped);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', scoped);
    EXECUTE format('CREATE POLICY only_its_workspace ON %I '
      || 'USING (workspace = current_setting(''raghub.workspace'', true)) '
      || 'WITH CHECK (workspace = current_setting(''raghub.workspace'', true))', scoped);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO ${application_role}', scoped);
  END LOOP;
END
$$;
GRANT SELECT, INSERT, UPDATE, DELETE ON workspace, api_key TO ${application_role};

-- Which free texts an item has, by their hash: what is read by a model, if one is. Kept whether one is or not, so that
-- what was read once finds its way back to a row that is stored again, and goes when no row says it any more.
CREATE TABLE excerpt (
  workspace text NOT NULL,
  item      bigint NOT NULL,
  hash      uuid NOT NULL,                -- of the title and the sentences
  PRIMARY KEY (workspace, item, hash),
  FOREIGN KEY (workspace, item) REFERENCES source_item ON DELETE CASCADE
);
CREATE INDEX excerpt_by_hash ON excerpt (workspace, hash);

-- What a model made of a text: a queue while it is asked, a record ever after. Keyed by the text, so that equal texts
-- are paid once a workspace and unchanged ones never again.
CREATE TABLE extraction (
  workspace         text NOT NULL,
  hash              uuid NOT NULL,
  model             text NOT NULL,
  prompt_version    text NOT NULL,
  status            text NOT NULL CHECK (status IN ('pending', 'running', 'done', 'failed')),
  attempts          int NOT NULL DEFAULT 0,    -- calls that were begun; also what tells a claim from the next one
  next_attempt_at   timestamptz,               -- of a running one: when it is taken to be lost; null = never
  error_code        text,                      -- of the last attempt
  raw               text,                      -- the last completion, as it came
  facts             text,                      -- what held of it, as JSON
  prompt_tokens     bigint NOT NULL DEFAULT 0, -- over all attempts
  completion_tokens bigint NOT NULL DEFAULT 0,
  changed_at        timestamptz NOT NULL,
  PRIMARY KEY (workspace, hash, model, prompt_version)
);
CREATE INDEX extraction_due ON extraction (workspace, next_attempt_at) WHERE next_attempt_at IS NOT NULL;

-- Who said it: the document as it was pushed, or a model that read it. Both may say the same, and one may go alone.
ALTER TABLE assertion ADD COLUMN origin text NOT NULL DEFAULT 'document' CHECK (origin IN ('document', 'model'));
ALTER TABLE assertion DROP CONSTRAINT assertion_pkey;
ALTER TABLE assertion ADD PRIMARY KEY (workspace, chunk, sentence, subject, predicate, object, origin);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['excerpt', 'extraction']
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

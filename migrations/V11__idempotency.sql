-- Requests with an Idempotency-Key: a row a caller and key, made before the work and closed with its answer.
CREATE TABLE idempotency (
  workspace    text NOT NULL,
  caller       text NOT NULL,               -- the public part of an API key, or the subject of a token
  key_hash     text NOT NULL,               -- of what was sent, and of what the caller may read
  fingerprint  text NOT NULL,               -- of method, address and body
  quotes       boolean NOT NULL,            -- whether the answer may repeat the workspace's texts
  token        uuid NOT NULL,               -- of whoever does it
  done         boolean NOT NULL DEFAULT false,
  leased_until timestamptz NOT NULL,
  created_at   timestamptz NOT NULL,
  revision     bigint,                      -- of the workspace when it was begun
  status       int,                         -- NULL where it is done = the answer is not kept
  media_type   text,
  body         text,
  PRIMARY KEY (workspace, caller, key_hash)
);
CREATE INDEX idempotency_by_age ON idempotency (workspace, created_at);
CREATE INDEX idempotency_quotes ON idempotency (workspace) WHERE quotes AND status IS NOT NULL;
ALTER TABLE idempotency ENABLE ROW LEVEL SECURITY;
ALTER TABLE idempotency FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON idempotency
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency TO ${application_role};

-- What belongs to no workspace; the column is there for the statements, which are the same.
CREATE TABLE outside_idempotency (LIKE idempotency INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING INDEXES);
ALTER TABLE outside_idempotency RENAME COLUMN workspace TO scope;
GRANT SELECT, INSERT, UPDATE, DELETE ON outside_idempotency TO ${application_role};

-- A kept answer quotes texts. Whatever changes or erases texts moves the revision, and takes the quotes along.
CREATE FUNCTION forget_quotes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE idempotency SET status = NULL, media_type = NULL, body = NULL
  WHERE workspace = NEW.workspace AND quotes AND status IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE TRIGGER forget_quotes AFTER UPDATE ON revision FOR EACH ROW EXECUTE FUNCTION forget_quotes();

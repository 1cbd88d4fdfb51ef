-- Rows of sources that changed and are to be read again, however raghub was told. One row a key: while it waits, what is
-- told again is the same work; while it is being read, its version rises and it is read once more.
CREATE TABLE change (
  workspace       text NOT NULL,
  source          text NOT NULL,
  key             text NOT NULL,          -- '' of a truncation: no row has it
  kind            text NOT NULL CHECK (kind IN ('upsert', 'delete', 'truncate')),
  priority        int NOT NULL,           -- 0 a change, 1 backfill; lower goes first
  version         bigint NOT NULL DEFAULT 1,
  attempts        int NOT NULL DEFAULT 0, -- that failed and were the row's own fault
  noted_at        timestamptz NOT NULL,   -- when the oldest change was noted that is not applied
  since           timestamptz NOT NULL,   -- no run that ended before can have read what is told here
  next_attempt_at timestamptz NOT NULL,
  claim           bigint NOT NULL DEFAULT 0, -- tells a lease from every other there was, also of the same key told anew
  leased_until    timestamptz,
  renamed         boolean NOT NULL DEFAULT false, -- rows that show its title have to be read again
  confirming      boolean NOT NULL DEFAULT false, -- applied; read again when the run that overlapped has ended
  reason          text,                   -- the code of the last failure
  PRIMARY KEY (workspace, source, key)
);
CREATE SEQUENCE change_claim;
GRANT USAGE ON SEQUENCE change_claim TO ${application_role};
CREATE INDEX change_due ON change (workspace, priority, next_attempt_at);

-- What was given up, until somebody tries it again or drops it.
CREATE TABLE dead_letter (
  workspace text NOT NULL,
  source    text NOT NULL,
  key       text NOT NULL,
  kind      text NOT NULL,
  attempts  int NOT NULL,
  code      text NOT NULL,
  reason    text NOT NULL,                -- never the row's text
  noted_at  timestamptz NOT NULL,
  died_at   timestamptz NOT NULL,
  PRIMARY KEY (workspace, source, key)
);

-- Sources whose changes wait: until somebody resumes them, or, where they could not be read, for a while.
CREATE TABLE paused_source (
  workspace text NOT NULL,
  source    text NOT NULL,
  paused_at timestamptz NOT NULL,
  until     timestamptz,                  -- NULL = until somebody resumes it
  PRIMARY KEY (workspace, source)
);

-- Webhooks that were taken, so that one that comes again does nothing.
CREATE TABLE webhook_delivery (
  workspace   text NOT NULL,
  source      text NOT NULL,
  id          text NOT NULL,
  received_at timestamptz NOT NULL,
  PRIMARY KEY (workspace, source, id)
);
CREATE INDEX webhook_delivery_by_age ON webhook_delivery (workspace, received_at);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['change', 'dead_letter', 'paused_source', 'webhook_delivery']
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

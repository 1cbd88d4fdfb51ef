-- A run outlives its gateway: whoever takes it over goes on behind the last key that was taken in.
ALTER TABLE run
  ADD COLUMN owner         uuid,                           -- whose it is now; another one after a takeover
  ADD COLUMN allow_deletes boolean NOT NULL DEFAULT false,
  ADD COLUMN takeovers     int NOT NULL DEFAULT 0,
  ADD COLUMN reads         uuid,                           -- what is read, and by which mapping: `position` holds for this alone
  ADD COLUMN position      text[],                         -- the key of the last row taken in; NULL at the end, as keys are content
  ADD COLUMN watermark     text,                           -- the highest value of the change column when it began
  ADD COLUMN drift         text[] NOT NULL DEFAULT '{}';   -- how the source's tables differ from those of the run before
CREATE INDEX run_by_owner ON run (workspace, owner) WHERE state IN ('waiting', 'running');

-- Since when a schedule is in force: what it would have planned before is not made up for.
CREATE TABLE schedule_known (
  workspace text NOT NULL,
  source    text NOT NULL,
  schedule  text NOT NULL,
  since     timestamptz NOT NULL,
  PRIMARY KEY (workspace, source, schedule)
);

-- Who inserts a firing runs it; all others find it there.
CREATE TABLE schedule_firing (
  workspace   text NOT NULL,
  source      text NOT NULL,
  planned_at  timestamptz NOT NULL,                       -- by the crontab expression, without jitter
  kind        text NOT NULL CHECK (kind IN ('full', 'changed')),
  fired_at    timestamptz NOT NULL,
  run         bigint,                                     -- of a full one; how that ended is in `run`
  state       text NOT NULL DEFAULT 'running' CHECK (state IN ('running', 'finished', 'failed')),
  told        bigint NOT NULL DEFAULT 0,                  -- keys that a `changed` one told the queue
  owner       uuid,
  beat_at     timestamptz NOT NULL,
  error_code  text,
  error       text,
  finished_at timestamptz,
  PRIMARY KEY (workspace, source, planned_at)
);

-- Up to where the changes of a source are known, in the values of its change column.
CREATE TABLE source_watermark (
  workspace text NOT NULL,
  source    text NOT NULL,
  reads     uuid NOT NULL,                                -- the column and the table that the value is of
  value     text NOT NULL,
  PRIMARY KEY (workspace, source)
);

-- The columns of a source's tables when it was last read to its end.
CREATE TABLE source_shape (
  workspace text NOT NULL,
  source    text NOT NULL,
  columns   text[] NOT NULL,
  types     text[] NOT NULL,
  required  boolean[] NOT NULL,
  PRIMARY KEY (workspace, source)
);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['schedule_known', 'schedule_firing', 'source_watermark', 'source_shape']
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

-- What subscribers are told of runs that ended: a row for each of them and run, whichever gateway finds it.
CREATE TABLE announcement (
  workspace       text NOT NULL,
  subscriber      text NOT NULL,
  run             bigint NOT NULL,
  id              uuid NOT NULL,                          -- the webhook's id, the same at every attempt
  state           text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'delivered', 'given-up')),
  attempts        int NOT NULL DEFAULT 0,
  last_answer     int,                                    -- a status; NULL = none came
  created_at      timestamptz NOT NULL,
  next_attempt_at timestamptz NOT NULL,
  leased_until    timestamptz,
  PRIMARY KEY (workspace, subscriber, run)
);
CREATE INDEX announcement_due ON announcement (workspace, subscriber, next_attempt_at) WHERE state = 'waiting';

-- Since when a subscriber is known: what ended before is not told.
CREATE TABLE subscriber_known (
  workspace  text NOT NULL,
  subscriber text NOT NULL,
  since      timestamptz NOT NULL,
  PRIMARY KEY (workspace, subscriber)
);

DO $$
DECLARE
  scoped text;
BEGIN
  FOREACH scoped IN ARRAY ARRAY['announcement', 'subscriber_known']
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

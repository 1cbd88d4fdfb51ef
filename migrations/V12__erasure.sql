-- A frozen workspace answers and takes nothing in.
ALTER TABLE workspace DROP CONSTRAINT workspace_state_check;
ALTER TABLE workspace ADD CHECK (state IN ('ready', 'frozen', 'deleting'));

-- Enters a workspace to write, until the transaction ends. The lock is shared by writers; who freezes or erases the
-- workspace takes it alone, so that nobody who came before is still at work, and nobody who comes later gets in. The
-- state is read after the lock is had: each statement of a volatile function sees what was committed before it.
-- 'content' is refused where the workspace is frozen; the keeping of books goes on, since questions are still asked.
CREATE FUNCTION raghub_enter(target text, made uuid, labels text, content boolean) RETURNS void
  LANGUAGE plpgsql VOLATILE SET search_path FROM CURRENT AS $$
DECLARE
  found_state text;
BEGIN
  PERFORM pg_advisory_xact_lock_shared(hashtextextended('workspace ' || target, 0));
  SELECT state INTO found_state FROM workspace WHERE workspace = target AND incarnation = made;
  IF found_state IS NULL OR (content AND found_state = 'deleting') THEN
    RAISE EXCEPTION 'the workspace is gone' USING ERRCODE = 'RH002';
  ELSIF content AND found_state = 'frozen' THEN
    RAISE EXCEPTION 'the workspace is frozen' USING ERRCODE = 'RH001';
  END IF;
  PERFORM set_config('raghub.workspace', target, true), set_config('raghub.labels', labels, true);
END
$$;

-- What was erased, and where it was looked for afterwards. No content, no keys of rows: numbers and places. It outlives
-- the workspace it speaks of, so like the log of administrators it lies outside of them.
CREATE TABLE erasure (
  id          uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  concerns    text NOT NULL,                   -- the workspace
  incarnation uuid NOT NULL,
  kind        text NOT NULL CHECK (kind IN ('row', 'document', 'workspace')),
  item        bigint,                          -- of source and key, not reversible; null = the whole workspace
  asked_by    text NOT NULL,                   -- the public part of a key
  asked_at    timestamptz NOT NULL,
  searched_at timestamptz,                     -- null = the search has not ended
  clean       boolean,
  report      jsonb
);
CREATE INDEX erasure_by_workspace ON erasure (concerns, asked_at);
GRANT SELECT, INSERT, UPDATE (searched_at, clean, report) ON erasure TO ${application_role};

-- Keys that take each other's place, and how much they may ask for.

ALTER TABLE api_key
  ADD COLUMN replaces     text REFERENCES api_key,
  ADD COLUMN last_used_at timestamptz,             -- to the minute
  ADD COLUMN requests_per_minute int CHECK (requests_per_minute > 0),
  ADD COLUMN tokens_per_minute   int CHECK (tokens_per_minute > 0);

-- One successor at a time; where it was revoked, the key may be rotated again.
CREATE UNIQUE INDEX api_key_successor ON api_key (replaces) WHERE revoked_at IS NULL;

-- What administrators did. A row is written before anything is done and closed once afterwards, so one that stays open
-- tells of a process that was killed in between. The application role can add rows and close open ones: it cannot change
-- what is closed, nor delete. The names of erased workspaces stay; no content of any is in it.
CREATE TABLE audit (
  id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at          timestamptz NOT NULL,
  key_id      text NOT NULL,
  request     text NOT NULL,
  action      text NOT NULL,
  target      text NOT NULL DEFAULT '',
  concerns    text,                            -- the workspace; NULL = none, or more than one
  incarnation uuid,
  outcome     text NOT NULL DEFAULT 'begun',   -- 'done', or the code of the error
  ended_at    timestamptz
);
CREATE INDEX audit_by_workspace ON audit (concerns, id);
ALTER TABLE audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE audit FORCE ROW LEVEL SECURITY;
-- The scope is a list of workspaces with commas between, or '*'.
CREATE POLICY seen_in_scope ON audit FOR SELECT
  USING (current_setting('raghub.audit', true) = '*'
    OR concerns = ANY (string_to_array(current_setting('raghub.audit', true), ',')));
CREATE POLICY added ON audit FOR INSERT WITH CHECK (true);
CREATE POLICY closed_once ON audit FOR UPDATE USING (ended_at IS NULL) WITH CHECK (ended_at IS NOT NULL);
GRANT SELECT, INSERT, UPDATE (target, concerns, incarnation, outcome, ended_at) ON audit TO ${application_role};

-- Callers with tokens of an identity provider have budgets too, and no key.
ALTER TABLE key_budget DROP CONSTRAINT key_budget_key_id_fkey;

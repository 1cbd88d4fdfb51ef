-- Which models a workspace's answers may take. No row = the gateway's defaults.
CREATE TABLE policy (
  workspace  text PRIMARY KEY,
  local      text,                        -- an endpoint of the configuration
  remote     text,
  remote_use text NOT NULL CHECK (remote_use IN ('never', 'hard', 'always')),
  threshold  double precision NOT NULL CHECK (threshold BETWEEN 0 AND 1),
  max_tokens int NOT NULL CHECK (max_tokens BETWEEN 100 AND 32000),
  changed_at timestamptz NOT NULL
);
ALTER TABLE policy ENABLE ROW LEVEL SECURITY;
ALTER TABLE policy FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON policy
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON policy TO ${application_role};

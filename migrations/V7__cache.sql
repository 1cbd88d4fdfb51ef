-- How many answers served by meaning were made anew in the shadow, and how many of them differed.
CREATE TABLE cache_audit (
  workspace text NOT NULL,
  day       date NOT NULL,
  sampled   bigint NOT NULL,
  wrong     bigint NOT NULL,
  PRIMARY KEY (workspace, day)
);
ALTER TABLE cache_audit ENABLE ROW LEVEL SECURITY;
ALTER TABLE cache_audit FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON cache_audit
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON cache_audit TO ${application_role};

-- Slots of sources that are read by logical decoding: which gateway streams one, and how far its changes are in the queue.
CREATE TABLE decoding (
  workspace         text NOT NULL,
  slot              text NOT NULL,          -- at the source; made from the workspace and the database's address
  place             text NOT NULL,          -- host, port and database
  owner             uuid NOT NULL,          -- the gateway that streams, while its lease lasts
  leased_until      timestamptz NOT NULL,
  position          pg_lsn,                 -- whatever was committed before is in the queue; NULL = no slot was made yet
  system_identifier text NOT NULL DEFAULT '',
  timeline          text NOT NULL DEFAULT '',
  reconcile         boolean NOT NULL DEFAULT true, -- changes may be missing until a run has read everything
  PRIMARY KEY (workspace, slot)
);

ALTER TABLE decoding ENABLE ROW LEVEL SECURITY;
ALTER TABLE decoding FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON decoding
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON decoding TO ${application_role};

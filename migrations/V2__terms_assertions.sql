-- The terms of a chunk as fingerprints, heading first, then sentence by sentence: what the graph compares a question
-- with, so that it need not read text. Null in rows of an older version: whoever loads them computes it.
ALTER TABLE chunk ADD COLUMN terms bytea;

-- Subject, predicate, object, said by a sentence: from a model, or pushed with a document. The names of both ends are
-- mentioned by the sentence as well.
CREATE TABLE assertion (
  workspace text NOT NULL,
  chunk     bigint NOT NULL,
  sentence  int NOT NULL,
  subject   bigint NOT NULL,
  predicate text NOT NULL,
  object    bigint NOT NULL,
  PRIMARY KEY (workspace, chunk, sentence, subject, predicate, object),
  FOREIGN KEY (workspace, chunk) REFERENCES chunk ON DELETE CASCADE
);
CREATE INDEX assertion_by_subject ON assertion (workspace, subject);
CREATE INDEX assertion_by_object ON assertion (workspace, object);
ALTER TABLE assertion ENABLE ROW LEVEL SECURITY;
ALTER TABLE assertion FORCE ROW LEVEL SECURITY;
CREATE POLICY only_its_workspace ON assertion
  USING (workspace = current_setting('raghub.workspace', true))
  WITH CHECK (workspace = current_setting('raghub.workspace', true));
GRANT SELECT, INSERT, UPDATE, DELETE ON assertion TO ${application_role};

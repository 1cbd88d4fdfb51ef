-- Who may read a row: keys that hold one of its labels; a row without labels is for everybody in the workspace.
ALTER TABLE source_item ADD COLUMN labels text[] NOT NULL DEFAULT '{}';
CREATE INDEX source_item_labelled ON source_item (workspace, id) WHERE labels != '{}' AND deleted_at IS NULL;

-- The second lock, beside what retrieval leaves out: '*' reads all, anything else the labels it lists. Not set, only
-- what has no labels is there.
CREATE POLICY only_what_the_caller_may_read ON source_item AS RESTRICTIVE FOR SELECT
USING (current_setting('raghub.labels', true) = '*'
       OR labels = '{}'
       OR labels && string_to_array(current_setting('raghub.labels', true), ','));

ALTER TABLE api_key ADD COLUMN labels text[];   -- NULL = every document

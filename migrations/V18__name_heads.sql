-- A text has hundreds of runs of words that could be a name, and few of them begin as one: these are found by a name's
-- first two words, or its only one, hashed because a word may be longer than an index holds.
ALTER TABLE entity ADD COLUMN head bigint GENERATED ALWAYS AS (
  CASE WHEN kind = 'name' THEN hashtextextended(split_part(key, ' ', 1) || ' ' || split_part(key, ' ', 2), 0) END) STORED;
CREATE INDEX entity_by_head ON entity (workspace, head) WHERE head IS NOT NULL;

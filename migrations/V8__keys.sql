-- Keys that take each other's place.

ALTER TABLE api_key
  ADD COLUMN replaces     text REFERENCES api_key,
  ADD COLUMN last_used_at timestamptz;             -- to the minute

-- One successor at a time; where it was revoked, the key may be rotated again.
CREATE UNIQUE INDEX api_key_successor ON api_key (replaces) WHERE revoked_at IS NULL;

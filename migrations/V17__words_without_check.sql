-- A chunk brings dozens of words, and each was looked up among the chunks when it was written. They go with their
-- chunk by the statement that deletes it.
ALTER TABLE chunk_word DROP CONSTRAINT chunk_word_workspace_chunk_fkey;

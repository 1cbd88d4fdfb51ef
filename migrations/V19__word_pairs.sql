-- A later name finds the texts that say it by its pairs of words, because most of its words are in far too many texts.
-- The pairs of what is stored are written by migration 19.1, which is Java: `PostgresStoredPairs`.
TRUNCATE chunk_word;
ALTER TABLE chunk_word RENAME TO chunk_pair;
ALTER TABLE chunk_pair RENAME COLUMN word TO pair;
ALTER INDEX chunk_word_pkey RENAME TO chunk_pair_pkey;
ALTER INDEX chunk_word_by_chunk RENAME TO chunk_pair_by_chunk;

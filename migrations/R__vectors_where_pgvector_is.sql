-- Repeated at every start (${flyway:timestamp}), so that the extension is picked up when it arrives later.
-- pgvector is not a trusted extension: a superuser has to CREATE EXTENSION vector in this database once.
-- What is there already is not touched: other gateways read and write these tables while this one starts, and a lock
-- that waits for theirs deadlocks with them. The last thing that is made stands for all.
DO $$
BEGIN
  IF EXISTS (SELECT FROM pg_extension WHERE extname = 'vector')
    AND NOT EXISTS (SELECT FROM pg_policy WHERE polrelid = to_regclass('passage_vector')) THEN
    CREATE TABLE IF NOT EXISTS vector_projection (
      workspace text NOT NULL,
      model     text NOT NULL,
      revision  bigint NOT NULL,
      PRIMARY KEY (workspace, model)
    );
    CREATE TABLE IF NOT EXISTS passage_vector (
      workspace text NOT NULL,
      model     text NOT NULL,
      chunk     bigint NOT NULL,
      item      bigint NOT NULL,
      embedding vector(384) NOT NULL,
      PRIMARY KEY (workspace, model, chunk)
    );
    CREATE INDEX IF NOT EXISTS passage_vector_by_item ON passage_vector (workspace, item);
    ALTER TABLE vector_projection ENABLE ROW LEVEL SECURITY;
    ALTER TABLE vector_projection FORCE ROW LEVEL SECURITY;
    ALTER TABLE passage_vector ENABLE ROW LEVEL SECURITY;
    ALTER TABLE passage_vector FORCE ROW LEVEL SECURITY;
    CREATE POLICY only_its_workspace ON vector_projection
      USING (workspace = current_setting('raghub.workspace', true));
    CREATE POLICY only_its_workspace ON passage_vector
      USING (workspace = current_setting('raghub.workspace', true));
  END IF;
  IF to_regclass('passage_vector') IS NOT NULL
    AND NOT has_table_privilege('${application_role}', 'passage_vector', 'DELETE') THEN
    GRANT SELECT, INSERT, UPDATE, DELETE ON vector_projection, passage_vector TO ${application_role};
  END IF;
END
$$;

-- The application role may not create indexes; these two do it for it, for the workspace in scope only.
CREATE OR REPLACE FUNCTION raghub_build_hnsw(target text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF target IS DISTINCT FROM current_setting('raghub.workspace', true) THEN
    RAISE EXCEPTION 'not the workspace in scope';
  END IF;
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON passage_vector USING hnsw (embedding vector_cosine_ops) WHERE workspace = %L',
    'hnsw_' || md5(target), target);
END
$$;

CREATE OR REPLACE FUNCTION raghub_drop_hnsw(target text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT AS $$
BEGIN
  IF target IS DISTINCT FROM current_setting('raghub.workspace', true) THEN
    RAISE EXCEPTION 'not the workspace in scope';
  END IF;
  EXECUTE format('DROP INDEX IF EXISTS %I', 'hnsw_' || md5(target));
END
$$;

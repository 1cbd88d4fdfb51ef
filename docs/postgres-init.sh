#!/bin/sh
# Run once, by a superuser, in an empty PostgreSQL: two roles and a database. Neither role is a superuser and the second
# one, under which the gateway works, is bound by row-level security.
set -eu
psql -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB" \
  -v owner="$POSTGRES_PASSWORD" -v app="$RAGHUB_APP_PASSWORD" <<'SQL'
CREATE ROLE raghub_owner LOGIN PASSWORD :'owner' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE raghub_app LOGIN PASSWORD :'app' NOSUPERUSER NOBYPASSRLS;
ALTER DATABASE raghub OWNER TO raghub_owner;
ALTER SCHEMA public OWNER TO raghub_owner;
CREATE EXTENSION IF NOT EXISTS vector;
SQL

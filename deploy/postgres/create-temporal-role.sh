#!/bin/sh
# Run once by the Postgres image when it creates its data: Temporal gets a role and databases of its own, apart from the application's.
set -eu
psql -v ON_ERROR_STOP=1 -v password="$TEMPORAL_DB_PASSWORD" --username "${POSTGRES_USER:-postgres}" <<'SQL'
create role temporal login nosuperuser nocreaterole createdb password :'password';
SQL

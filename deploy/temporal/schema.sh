#!/bin/sh
# Creates or updates Temporal's two databases; safe to repeat. SQL_PASSWORD is read from the environment by the tool. The schema has to be
# the server's: outside the image SCHEMA names the folder schema/postgresql/v12 of the same version's sources.
set -eu

schema=${SCHEMA:-/etc/temporal/schema/postgresql/v12}

tool() {
  database=$1
  shift
  temporal-sql-tool --plugin postgres12 --ep "$SQL_HOST" -p "${SQL_PORT:-5432}" -u "$SQL_USER" --db "$database" "$@"
}

for part in temporal:temporal temporal_visibility:visibility; do
  database=${part%%:*}
  folder=${part##*:}
  # Both fail on a database that is there already; the update below tells whether it is usable.
  tool "$database" create || true
  tool "$database" setup-schema -v 0.0 || true
  tool "$database" update-schema -d "$schema/$folder/versioned"
done

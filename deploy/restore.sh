#!/bin/sh
# Puts a backup of deploy/backup.sh in the place of the present data, which is kept beside it in the same volume:
#   sh deploy/restore.sh file.tar.gz
set -eu

[ $# -eq 1 ] || { echo "usage: sh deploy/restore.sh file.tar.gz" >&2; exit 1; }
file=$1
case $file in /*) ;; *) file=$PWD/$file ;; esac
cd "$(dirname "$0")/.."
[ -f .env ] || { echo ".env is missing: a backup is of no use without the secrets it was made with." >&2; exit 1; }

# Looked at before anything is stopped.
version=$(tar -xzOf "$file" PG_VERSION) && tar -tzf "$file" backup_label > /dev/null || {
  echo "$file is no backup of deploy/backup.sh, or not a whole one." >&2
  exit 1
}

echo "stopping" >&2
docker compose down
echo "restoring $file" >&2
aside=before-$(date -u +%Y%m%dT%H%M%SZ)
# Expanded in the container.
# shellcheck disable=SC2016
docker compose run --rm --no-deps -T --entrypoint sh postgres -eu -c '
  [ "$1" = "$PG_MAJOR" ] || { echo "the backup is of Postgres $1, the image of $PG_MAJOR" >&2; exit 1; }
  rm -rf "$PGDATA.new"
  mkdir -p "$PGDATA.new"
  tar -xzf - -C "$PGDATA.new"
  chown -R postgres "$PGDATA.new"
  chmod 700 "$PGDATA.new"
  [ ! -e "$PGDATA" ] || mv "$PGDATA" "$PGDATA.$2"
  mv "$PGDATA.new" "$PGDATA"
' restore "$version" "$aside" < "$file"
echo "starting" >&2
docker compose up -d --wait
echo "done. What was there before lies in the volume beside the data, its name ends in .$aside; remove it when all is well." >&2

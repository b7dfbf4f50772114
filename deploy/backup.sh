#!/bin/sh
# One moment of the whole cluster (the application's database and Temporal's two) while everything runs:
#   sh deploy/backup.sh [file.tar.gz]
set -eu

file=${1:-everslot-$(date -u +%Y%m%dT%H%M%SZ).tar.gz}
case $file in /*) ;; *) file=$PWD/$file ;; esac
cd "$(dirname "$0")/.."
umask 077

# `-c fast`: the checkpoint it begins with is made at once; otherwise it is spread over minutes in which nothing is to be seen.
echo "backing up to $file" >&2
if docker compose exec -T postgres pg_basebackup -U postgres -D - -Ft -X fetch -z -c fast --progress --verbose > "$file.part" &&
  tar -tzf "$file.part" backup_label PG_VERSION > /dev/null; then
  mv "$file.part" "$file"
  echo "done: $file, $(du -h "$file" | cut -f 1). Keep .env apart from it." >&2
else
  rm -f "$file.part"
  echo "no backup was made: the message above says why." >&2
  exit 1
fi

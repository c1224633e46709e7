#!/bin/sh
# with_postgres.sh FOLDER COMMAND...
# Run the command when the PostgreSQL of postgres_drill.sh, in another container, is ready. That ends with it:
# however it ends, the kernel drops its lock.
set -eu
folder=$1
shift
until [ -e "$folder/.postgres-ready" ]; do
  [ ! -e "$folder/.postgres-ended" ] || { echo "with_postgres: it has ended; its container says why" >&2; exit 1; }
  sleep 1
done
exec 9> "$folder/.postgres-lock"
flock 9
mv "$folder/.postgres-lock" "$folder/.postgres-used"
exec "$@"

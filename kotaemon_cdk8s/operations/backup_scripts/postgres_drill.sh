#!/bin/sh
# postgres_drill.sh FOLDER DATA
# Run a PostgreSQL in DATA, on localhost (PGPORT) only and without passwords, restore FOLDER's dump into it, and
# end when what with_postgres.sh has begun ends. For a pod that loses it all then.
set -eu
folder=$1 data=$2
trap 'touch "$folder/.postgres-ended"; pg_ctl stop --silent --mode=immediate --pgdata="$data" 2>/dev/null || true' EXIT
set --
# Otherwise a bus error where the node has huge pages (docker-library/postgres#451); the option is new in 16.
if initdb --help | grep -q -e '--set'; then set -- --set=huge_pages=off; fi
initdb --no-sync --auth=trust --username="$PGUSER" --encoding=UTF8 --locale=C.UTF-8 --pgdata="$data" "$@" > /dev/null
cat >> "$data/postgresql.conf" <<CONF
listen_addresses = '127.0.0.1'
port = $PGPORT
unix_socket_directories = ''
fsync = off
huge_pages = off
# Parallel workers share memory in /dev/shm, of which a container has 64 MB.
max_parallel_workers_per_gather = 0
max_parallel_maintenance_workers = 0
CONF
if [ -f "$folder/metadata/schema" ]; then
  # All sessions see the schema that the dump is of: an identifier, within a text.
  schema=$(sed "s/\"/\"\"/g; s/'/''/g" "$folder/metadata/schema")
  printf "search_path = '\"%s\"'\n" "$schema" >> "$data/postgresql.conf"
fi
pg_ctl start --wait --silent --pgdata="$data"
sh "$(dirname "$0")/postgres_restore.sh" "$folder"
touch "$folder/.postgres-ready"
until [ -e "$folder/.postgres-used" ]; do sleep 1; done
flock "$folder/.postgres-used" true

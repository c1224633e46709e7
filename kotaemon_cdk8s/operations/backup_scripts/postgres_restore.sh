#!/bin/sh
# postgres_restore.sh FOLDER
# Bring FOLDER/metadata/postgres.dump into the schema that it is of, in one transaction: the app's tables
# that are there go, all others stay, and the number of rows in each must be that of the backup. Variables
# as for postgres_dump.sh. Whether anything may be lost, `kotaemon_runtime.backup check` says before.
set -eu
cd "$1"
if [ ! -f metadata/postgres.dump ]; then
  [ -f metadata/sql.db ] || { echo "postgres_restore: $1: no database in it" >&2; exit 1; }
  echo "postgres_restore: the backup has SQLite's database, which the next step brings in"
  exit 0
fi
cd metadata
dumped=$(cat schema)
schema=${KOTAEMON_SCHEMA:-$(psql --no-psqlrc --quiet --tuples-only --no-align --command 'SELECT current_schema()')}
if [ "${schema:-$dumped}" != "$dumped" ]; then
  echo "postgres_restore: the backup is of schema $dumped, the deployment has $schema: give it the same" >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Without the schema itself, which may be there and belong to somebody else.
pg_restore --list postgres.dump | grep -v ' SCHEMA - ' > "$work/list"
pg_restore --no-owner --no-privileges --use-list="$work/list" --file="$work/restore.sql" postgres.dump
cat > "$work/before.sql" <<'SQL'
CREATE TEMPORARY TABLE kotaemon_dumped (schema text, name text, rows bigint);
\copy kotaemon_dumped (name, rows) FROM counts.tsv
UPDATE kotaemon_dumped SET schema = :'schema';
DO $$
DECLARE this record;
BEGIN
  FOR this IN SELECT DISTINCT schema FROM kotaemon_dumped WHERE schema NOT IN (SELECT nspname FROM pg_namespace) LOOP
    EXECUTE format('CREATE SCHEMA %I', this.schema);
  END LOOP;
  FOR this IN SELECT schemaname, tablename FROM pg_tables WHERE schemaname = (SELECT schema FROM kotaemon_dumped LIMIT 1)
    AND (tablename IN (SELECT name FROM kotaemon_dumped) OR tablename ~ '^index__[0-9]+__(source|index|group)$') LOOP
    EXECUTE format('DROP TABLE %I.%I', this.schemaname, this.tablename);
  END LOOP;
END $$;
SQL
cat > "$work/after.sql" <<'SQL'
DO $$
DECLARE this record; found bigint;
BEGIN
  FOR this IN SELECT * FROM pg_temp.kotaemon_dumped LOOP
    EXECUTE format('SELECT count(*) FROM %I.%I', this.schema, this.name) INTO found;
    IF found <> this.rows THEN
      RAISE EXCEPTION 'table % has % rows, not %', this.name, found, this.rows;
    END IF;
  END LOOP;
END $$;
SQL
psql --no-psqlrc --quiet --single-transaction --output=/dev/null --set ON_ERROR_STOP=1 --set schema="$dumped" \
  --file="$work/before.sql" --file="$work/restore.sql" --file="$work/after.sql"

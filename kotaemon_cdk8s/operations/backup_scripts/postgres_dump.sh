#!/bin/sh
# postgres_dump.sh FOLDER
# Dump the app's schema into FOLDER/metadata, with the number of rows in each of its tables at the same
# instant. libpq's variables (PGHOST, PGPASSWORD …) say where; KOTAEMON_SCHEMA which schema, otherwise
# the user's own. Like pg_dump itself it needs the server's major version, or a newer one.
set -eu
folder=$1/metadata
mkdir -p "$folder"
cd "$folder"
rm -f postgres.dump counts.tsv schema
schema=${KOTAEMON_SCHEMA:-$(psql --no-psqlrc --quiet --tuples-only --no-align --command 'SELECT current_schema()')}
[ -n "$schema" ] || { echo "postgres_dump: the search_path of this user names no schema that is there" >&2; exit 1; }
# For pg_dump it is a pattern, unless it is in quotes.
KOTAEMON_PATTERN="\"$(printf %s "$schema" | sed 's/"/""/g')\""
export KOTAEMON_PATTERN
psql --no-psqlrc --quiet --tuples-only --no-align --field-separator="$(printf '\t')" \
  --set ON_ERROR_STOP=1 --set schema="$schema" <<'SQL'
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SELECT pg_export_snapshot() AS snapshot \gset
\setenv KOTAEMON_SNAPSHOT :snapshot
-- Not compressed: restic does that, and finds what is the same as in the last backup.
\! pg_dump --snapshot="$KOTAEMON_SNAPSHOT" --schema="$KOTAEMON_PATTERN" --format=custom --compress=0 --no-owner --no-privileges --lock-wait-timeout=60s --file=postgres.new && mv postgres.new postgres.dump
\o counts.tsv
SELECT tablename, (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I.%I', schemaname, tablename), false, true, '')))[1]
  FROM pg_tables WHERE schemaname = :'schema' ORDER BY tablename;
\o
COMMIT;
SQL
[ -f postgres.dump ] || { echo "postgres_dump: pg_dump failed" >&2; exit 1; }
[ -s counts.tsv ] || { echo "postgres_dump: no tables in schema $schema: the app has not started yet" >&2; exit 1; }
printf %s "$schema" > schema

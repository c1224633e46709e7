#!/bin/sh
# restic_restore.sh FOLDER NAME SNAPSHOT
# Fetch a snapshot, an id or `latest` of the host NAME, into FOLDER. Variables as for restic_backup.sh.
set -eu
folder=$1 name=$2 snapshot=$3
# A backup that drops others holds the repository for that while.
wait=
if restic version --retry-lock=1s >/dev/null 2>&1; then wait=--retry-lock=35m; fi  # new in 0.16.0
restic restore $wait "$snapshot" --host "$name" --tag kotaemon-cdk8s --target "$folder" --verify
[ -f "$folder/manifest.json" ] || { echo "restic_restore: $snapshot is no backup of Kotaemon: it has no manifest.json" >&2; exit 1; }

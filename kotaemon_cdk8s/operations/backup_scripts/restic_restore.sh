#!/bin/sh
# restic_restore.sh FOLDER NAME SNAPSHOT
# Fetch a snapshot, an id or `latest` of the host NAME, into FOLDER. Variables as for restic_backup.sh.
set -eu
folder=$1 name=$2 snapshot=$3
restic restore "$snapshot" --host "$name" --tag kotaemon-cdk8s --target "$folder" --verify
[ -f "$folder/manifest.json" ] || { echo "restic_restore: $snapshot is no backup of Kotaemon: it has no manifest.json" >&2; exit 1; }

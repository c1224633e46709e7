#!/bin/sh
# restic_backup.sh FOLDER NAME SUBSET FORGET-OPTION...
# Store FOLDER under the host NAME, forget what the options (--keep-daily 7 …) do not keep, and check the
# repository, reading SUBSET (such as 5%) of its data. restic's variables (RESTIC_REPOSITORY,
# RESTIC_PASSWORD …) say where. Needs restic 0.14.0; from 0.17.0 on it tells a repository that is not there
# from one that is damaged, and refuses to make another on top of that.
set -eu
folder=$1 name=$2 subset=$3
shift 3
cd "$folder"
[ -f manifest.json ] || { echo "restic_backup: $folder: no finished backup: it has no manifest.json" >&2; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What was killed leaves a lock, which restic takes for stale after 30 minutes.
wait=
if restic version --retry-lock=1s >/dev/null 2>&1; then wait=--retry-lock=35m; fi  # new in 0.16.0

status=0
restic cat config > /dev/null 2> "$work/error" || status=$?
if [ "$status" = 10 ] || { [ "$status" = 1 ] && grep -q 'Is there a repository at the following location' "$work/error"; }; then
  echo "restic_backup: no repository there yet, making one"
  restic init
elif [ "$status" != 0 ]; then
  cat "$work/error" >&2
  echo "restic_backup: the repository cannot be opened" >&2
  exit 1
fi
restic unlock

status=0
# Of graphs the copy is stored, not what the app may be writing.
restic backup $wait --host "$name" --tag kotaemon-cdk8s \
  --exclude "$folder/files/graphrag" --exclude "$folder/files/lightrag" --exclude "$folder/files/nano_graphrag" \
  . > "$work/output" || status=$?
cat "$work/output"
if [ "$status" != 0 ]; then
  # Something could not be read: the snapshot is there, but must not be the latest.
  snapshot=$(sed -n 's/^snapshot \([0-9a-f]*\) saved$/\1/p' "$work/output")
  [ -z "$snapshot" ] || restic forget $wait "$snapshot"
  echo "restic_backup: not stored" >&2
  exit 1
fi
restic forget $wait --host "$name" --tag kotaemon-cdk8s --group-by host,tags --prune "$@"
restic check $wait --read-data-subset "$subset"

# What to do (pull, add, check), then for each model: what to pull, its name as `ollama list`
# shows it, the file of its manifest, and the begin of that file's SHA-256, or "-".
set -eu
task=$1
shift
listed=$HOME/listed log=$HOME/log server= pull=
trap 'kill $server $pull 2>/dev/null || :' EXIT
trap 'exit 143' TERM INT

ollama serve &
server=$!
until ollama list >"$listed" 2>"$log"; do
  if ! kill -0 "$server" 2>/dev/null; then
    echo "models: Ollama did not start; the lines above say why" >&2
    exit 1
  fi
  sleep 1
done

has() {
  while read -r found _; do
    if [ "$found" = "$1" ]; then return 0; fi
  done <"$listed"
  return 1
}

is_pinned() {
  [ "$2" = - ] && return 0
  case "$(sha256sum <"$OLLAMA_MODELS/manifests/$1")" in
    "$2"*) return 0 ;;
  esac
  return 1
}

# Before the first pull: the volume may have no room for both.
if [ "$task" = pull ]; then
  {
    read -r _
    while read -r found _; do
      declared=
      count=0
      for word in "$@"; do
        if [ $((count % 4)) = 1 ] && [ "$word" = "$found" ]; then declared=yes; fi
        count=$((count + 1))
      done
      if [ -z "$declared" ]; then
        echo "models: $found is not declared any more, and removed" >&2
        ollama rm "$found" </dev/null >"$log" 2>&1 || echo "models: $found could not be removed" >&2
      fi
    done
  } <"$listed"
fi

while [ $# -gt 0 ]; do
  reference=$1 name=$2 manifest=$3 pin=$4
  shift 4
  if has "$name" && is_pinned "$manifest" "$pin"; then
    echo "models: $name is there" >&2
    continue
  fi
  if [ "$task" = check ]; then
    echo "models: $name is not in $OLLAMA_MODELS, or not of the digest $pin; nothing is pulled there" >&2
    exit 1
  fi
  echo "models: $name is pulled" >&2
  insecure=
  case "$reference" in http://*) insecure=--insecure ;; esac
  # Its progress is redrawn ten times a second.
  ollama pull $insecure "$reference" </dev/null >"$log" 2>&1 &
  pull=$!
  if ! wait "$pull"; then
    echo "models: $name could not be pulled: $(sed -n 's/.*Error: /Error: /p' "$log" | tail -n 1)" >&2
    exit 1
  fi
  if ! is_pinned "$manifest" "$pin"; then
    echo "models: the registry has another $name than $pin: $(sha256sum <"$OLLAMA_MODELS/manifests/$manifest")" >&2
    exit 1
  fi
done

kill "$server"
wait "$server" || :
echo "models: all are there" >&2

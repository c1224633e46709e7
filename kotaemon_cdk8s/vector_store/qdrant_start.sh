# For a cluster: scheme, domain, and all its pods by name, the first one first.
set -eu
# Qdrant takes an empty key for none, and would let anyone write.
for key in "$QDRANT__SERVICE__API_KEY" "${QDRANT__SERVICE__READ_ONLY_API_KEY-none}"; do
  if [ -z "$key" ]; then
    echo "one of the keys is empty" >&2
    exit 78
  fi
done
# Each segment holds files open, and the soft limit may be as low as 1024.
ulimit -n "$(ulimit -Hn)"
if [ $# -eq 0 ]; then
  exec ./qdrant
fi

scheme=$1 domain=$2 first=$3
shift 2
self=$(uname -n)
trap 'exit 143' TERM

address() {
  echo "$scheme://$1.$domain:6335"
}

# Another pod that is in the cluster: Qdrant opens this port only then.
member() {
  for pod in "$@"; do
    if [ "$pod" != "$self" ] && timeout 3 bash -c ': >"/dev/tcp/$0/$1"' "$pod.$domain" 6335 2>/dev/null; then
      echo "$pod"
      return
    fi
  done
}

found=$(member "$@")
if [ "$self" != "$first" ]; then
  while [ -z "$found" ] && [ ! -e storage/raft_state.json ]; do
    echo "waiting for a node of the cluster to listen on port 6335" >&2
    sleep 2
    found=$(member "$@")
  done
  found=${found:-$first}
fi
# Once it is in the cluster, Qdrant ignores --bootstrap.
exec ./qdrant --uri "$(address "$self")" ${found:+--bootstrap "$(address "$found")"}

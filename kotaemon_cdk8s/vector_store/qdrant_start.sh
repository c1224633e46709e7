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

# Whether a pod listens on a port.
listens() {
  timeout 3 bash -c ': >"/dev/tcp/$0/$1"' "$1.$domain" "$2" 2>/dev/null
}

# Another pod that is in the cluster: Qdrant opens this port only then.
member() {
  for pod in "$@"; do
    if [ "$pod" != "$self" ] && listens "$pod" 6335; then
      echo "$pod"
      return
    fi
  done
}

# Between nodes, Qdrant reads its certificate only when it starts (src/tonic/mod.rs). So it ends when there is
# another, and the kubelet starts it again: ten minutes apart, and while all others have their collections loaded.
end_when_renewed() {
  while [ "$(sha256sum tls/*.pem)" = "$known" ]; do
    sleep 60
  done
  sleep $((600 * ${self##*-}))
  for pod in "$@"; do
    until [ "$pod" = "$self" ] || listens "$pod" 6333; do
      sleep 60
    done
  done
  echo "the certificate was renewed: ending, to start with it" >&2
  kill -TERM "$process"
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
if [ "$scheme" = https ]; then
  known=$(sha256sum tls/*.pem)
  # Kubernetes would make one dollar of two.
  read -r process _ </proc/self/stat
  end_when_renewed "$@" &
fi
# Once it is in the cluster, Qdrant ignores --bootstrap.
exec ./qdrant --uri "$(address "$self")" ${found:+--bootstrap "$(address "$found")"}

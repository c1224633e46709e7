# Run beside the server: folder of the certificate, folder of the socket, port. PostgreSQL reads its
# certificate when it starts and when it is told to (its documentation, "Secure TCP/IP Connections
# with SSL"); connections that are there stay. A certificate that it cannot use leaves the old one.
set -eu
certificate=$1 socket=$2 port=$3
trap 'exit 0' TERM INT
export PGCONNECT_TIMEOUT=5

# Empty at first: the server may have started with what was there before this was.
known=
while true; do
  now=$(cat "$certificate/tls.crt" "$certificate/tls.key" | sha256sum)
  if [ "$now" != "$known" ] && psql --no-psqlrc --quiet --tuples-only --no-align -w --output=/dev/null \
    --host="$socket" --port="$port" --username=postgres --dbname=postgres --command='SELECT pg_reload_conf()'; then
    known=$now
    echo "told the server to read its certificate"
  fi
  # In the background, because a shell hears a signal only when its program has ended.
  sleep 10 &
  wait $!
done

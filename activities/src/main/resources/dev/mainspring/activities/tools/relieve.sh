# Relieves the starter of a command that is not quick: ends the shell that waits for it, and follows
# in its place. Says nothing where that one answers itself, or came too late and follows what an
# earlier attempt started; absent where nothing is started yet. In: id, attempt, seconds, background.
tries=0
look
until [ -n "$code" ] || { [ -n "$cpid" ] && [ -e "$dir/draining" ]; }; do
  [ $tries -lt 100 ] || { echo 'mainspring: absent' >&2; exit 0; }
  tries=$((tries + 1))
  sleep 0.02 2> /dev/null || sleep 1
  look
done
[ "$starting" = "$attempt" ] || exit 0
[ -z "$code" ] || [ ! -e "$dir/drained" ] || exit 0
take || exit 0
if [ -n "$apid" ] && lives "$apid" "$astart"; then kill -9 "$apid"; fi
if [ -n "$background" ]; then report; else attach 0 "$seconds"; fi

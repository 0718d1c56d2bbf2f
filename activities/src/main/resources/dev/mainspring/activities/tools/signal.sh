# Signals a command's group. In: id, of (chat id), by (tool call id), signal, wait (1/100 s).
look
if [ ! -d "$dir" ] || [ "$chat" != "$of" ]; then echo 'mainspring: absent' >&2; exit 0; fi
if [ -z "$code" ]; then
  # Once for each call, also if the call is tried again.
  set -C
  if { true > "$dir/signal.$by"; } 2> /dev/null; then
    set +C
    within 200 led
    [ -z "$cpid" ] || send "$signal"
  fi
  set +C
  within "$wait" recorded
fi
report

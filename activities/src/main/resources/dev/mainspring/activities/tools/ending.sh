# How a command is made to end, for the scripts that do it.

# Sets found to the living processes of the command's session and group: `timeout`, for one, leaves
# the group, but nothing leaves the session except what asks for a session of its own.
members() {
  found=
  if [ ! -e /proc/self/stat ]; then kill -s 0 -- "-$cpid" 2> /dev/null && found="-$cpid"; return; fi
  if stat_of "$cpid" && [ "$start" != "$cstart" ]; then return 1; fi
  for entry in /proc/[0-9]*; do
    member=${entry##*/}
    stat_of "$member" && [ "$state" != Z ] || continue
    if [ "$sid" = "$cpid" ] || [ "$pgid" = "$cpid" ]; then found="$found $member"; fi
  done
  [ -n "$found" ]
}

# The group first, in one step, then whoever of the session is not in it.
send() {
  members || return 0
  kill -s "$1" -- "-$cpid" 2> /dev/null
  for member in $found; do
    if [ "$member" -gt 0 ] && stat_of "$member" && [ "$pgid" != "$cpid" ]; then
      kill -s "$1" "$member" 2> /dev/null
    fi
  done
}

# Hundredths of a second since the host's start; a count of calls where that is not told.
clock() {
  now
  if [ "$up" = 0 ]; then ticks=$((ticks + 2)); else ticks=${up%.*}${up#*.}; fi
}

# Waits for "$2" to hold, at most $1 hundredths of a second.
within() {
  clock
  end=$((ticks + $1))
  until $2; do
    [ "$ticks" -lt "$end" ] || return 1
    sleep 0.01 2> /dev/null || sleep 1
    clock
  done
}

gone() { ! members; }
led() { look; [ -n "$cpid$code" ] || ! supervised; }
recorded() { look; stands; [ "$what" != running ]; }
complete() { [ -e "$dir/drained" ]; }

# The call's command is dead after this, or it never starts; 100 ms of grace.
finish() {
  if [ ! -d "$dir" ]; then
    ( umask 077; mkdir -p "$base/calls" ) 2> /dev/null
    if mkdir "$dir" 2> /dev/null; then
      true > "$dir/killed"
      true > "$dir/drained"
      true > "$dir/exit=143"
      return
    fi
  fi
  look
  [ -z "$code" ] || { within 20 complete; return; }
  true > "$dir/killed"
  true > "$dir/watched"
  settled
  within 200 led
  if [ -z "$code" ] && [ -n "$cpid" ]; then
    send TERM
    within 10 gone || send KILL
  fi
  within 100 recorded
  [ -n "$code" ] || true > "$dir/exit=137"
  within 20 complete
}

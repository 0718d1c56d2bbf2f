# Starts a call's command, once and for all, and tells how it ended if that is soon (relieve.sh).
# In: id, chat, attempt, day, from (bytes known of an earlier attempt), seconds; stdin: a line with the
# number of lines of a prologue that sets workdir, environment and long; the prologue; the command.

# Sets what the prologue says; the rest of stdin is the command.
read_prologue() {
  IFS= read -r lines
  prologue=
  while [ "$lines" -gt 0 ]; do
    IFS= read -r line
    prologue="$prologue$line
"
    lines=$((lines - 1))
  done
  eval "$prologue"
}

# Fills the folder; on a full disk it fails.
intent() {
  boot=
  { read -r boot < /proc/sys/kernel/random/boot_id; } 2> /dev/null
  now
  if [ -n "$long" ]; then
    cat > "$dir/command"
  else
    while IFS= read -r line || [ -n "$line" ]; do printf '%s\n' "$line" || break; done > "$dir/command"
  fi 2> /dev/null &&
    { echo "$chat $boot $up $me $mystart $attempt" > "$dir/about" && echo > "$dir/out"; } 2> /dev/null
}

# The left side of a pipe that the starter waits for, and outlives the starter. Not a background job,
# which would have the command ignore SIGINT for ever. A killer writes "killed" first and then looks
# for "leader"; here it is the other way round, so one of both sees the other.
supervise() {
  exec < /dev/null 2> /dev/null
  trap : HUP INT QUIT TERM
  self
  echo "$pid $start" > "$dir/supervisor" || { rm -rf "$dir"; exit; }
  if command -v setsid > /dev/null; then
    ( lead setsid 2>&1 )
    code=$?
  else
    set -m
    ( lead 2>&1 ) &
    wait $!
    code=$?
  fi
  exec > /dev/null
  now
  echo "$up" > "$dir/ended"
  true > "$dir/exit=$code" || { sleep 1; mv "$dir/supervisor" "$dir/exit=$code"; }
  [ ! -e "$dir/watched" ] || let_go
}

lead() {
  self
  echo "$pid $start" > "$dir/leader" || exit 126
  [ ! -e "$dir/killed" ] || exit 143
  cd "$workdir" || exit 126
  eval "$environment"
  exec $1 sh "$dir/command"
}

# What the command left in the background holds the pipe: its output is kept, but nobody waits.
let_go() {
  tries=0
  until [ -e "$dir/drained" ] || [ $tries -ge 120 ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || sleep 0.01 || sleep 1
  done
}

# The right side: 64 MB in blocks of 512 bytes; afterwards and on a full disk the command goes on.
drain() {
  exec > /dev/null 2>&1
  trap '' HUP INT QUIT TERM XFSZ
  true > "$dir/draining"
  ulimit -f 131072
  cat >> "$dir/out" || {
    mkfifo "$dir/beyond" && { wc -c < "$dir/beyond" > "$dir/dropped" &
      tee "$dir/beyond" | tail -c 65536 > "$dir/tail"; }
    wait
    cat > /dev/null
  }
  true > "$dir/drained"
}

sweep() {
  rm -f "$base"/swept.*
  true > "$base/swept.$day"
  find "$base/edits" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} + 2> /dev/null
  find "$base/calls" -type d -mtime +7 | while IFS= read -r dir; do
    look
    [ "$dir" = "$base/calls" ] || supervised || rm -rf "$dir"
  done
}

refused() { echo "mainspring: refused $1" >&2; exit 0; }

# Not $$, which may be a parent that reads this script.
self
me=$pid mystart=$start
if [ ! -d "$base/calls" ]; then
  ( umask 077; mkdir -p "$base/calls" && echo '*' > "$base/.gitignore" ) 2> /dev/null
  [ -d "$base/calls" ] || refused "state=$base"
fi
if [ ! -e "$base/swept.$day" ]; then sweep < /dev/null > /dev/null 2>&1 & fi
if [ -d "$dir" ]; then attach "$from" "$seconds"; exit 0; fi
trap : HUP INT QUIT TERM
if ! mkdir "$dir" 2> /dev/null; then
  [ -d "$dir" ] || refused "state=$base"
  trap - HUP INT QUIT TERM
  attach "$from" "$seconds"
  exit 0
fi
read_prologue
if [ ! -d "$workdir" ] || [ ! -x "$workdir" ]; then rm -rf "$dir"; refused workdir; fi
intent || { rm -rf "$dir"; refused disk; }
supervise | drain
[ -d "$dir" ] || refused disk
take || exit 0
if [ -e "$dir/dropped" ]; then rest 0; report; exit 0; fi
report
exec tail -c +2 "$dir/out"

# Starts a call's command, once and for all, and follows it at first.
# In: id, chat, day, from (bytes known of an earlier attempt), seconds, background; stdin: a line with the number of lines of a prologue that
# sets workdir, environment and long; the prologue; the command.

# Runs as a subshell in the foreground, so that SIGINT is not ignored in the command, as it would be
# in a background one. It outlives the shell that began it.
supervise() {
  trap : HUP INT QUIT TERM
  mkdir "$dir" 2>/dev/null || exit 73
  IFS= read -r lines
  prologue=
  while [ "$lines" -gt 0 ]; do
    IFS= read -r line
    prologue="$prologue$line
"
    lines=$((lines - 1))
  done
  eval "$prologue"
  if [ ! -d "$workdir" ] || [ ! -x "$workdir" ]; then rm -rf "$dir"; exit 74; fi
  boot=
  { read -r boot < /proc/sys/kernel/random/boot_id; } 2>/dev/null
  self
  now
  if [ -n "$long" ]; then
    cat > "$dir/command"
  else
    while IFS= read -r line || [ -n "$line" ]; do printf '%s\n' "$line" || break; done > "$dir/command"
  fi 2>/dev/null &&
    { printf '%s %s %s\n' "$chat" "$boot" "$up" > "$dir/about" &&
      printf '%s %s\n' "$pid" "$start" > "$dir/supervisor" && : > "$dir/out"; } 2>/dev/null ||
    { rm -rf "$dir"; exit 75; }
  exec < /dev/null > /dev/null 2>&1
  command_and_status | drain
}

# The left side of the pipe. A killer writes "killed" first and then looks for "leader"; here it is
# the other way round, so one of both sees the other.
command_and_status() {
  if command -v setsid > /dev/null; then
    ( lead setsid 2>&1 )
    code=$?
  else
    set -m 2> /dev/null
    ( lead 2>&1 ) &
    wait $!
    code=$?
  fi
  exec > /dev/null
  now
  echo "$up" > "$dir/ended"
  : > "$dir/exit=$code" || { sleep 1; mv "$dir/supervisor" "$dir/exit=$code"; }
  tries=0
  until [ -e "$dir/drained" ]; do
    tries=$((tries + 1))
    [ $tries -lt 100 ] || { let_go & break; }
  done
}

lead() {
  supervisor=$pid
  self
  echo "$pid $start" > "$dir/leader" || exit 126
  [ ! -e "$dir/killed" ] || exit 143
  cd "$workdir" || exit 126
  eval "$environment"
  exec $1 sh "$dir/command"
}

# What the command left in the background holds the pipe: its output is kept, but nobody waits.
let_go() {
  sleep 0.2
  [ -e "$dir/drained" ] || kill -9 "$pid"
}

# The right side: 64 MB in blocks of 512 bytes; afterwards and on a full disk the command goes on.
drain() {
  trap '' HUP INT QUIT TERM XFSZ
  ulimit -f 131072
  cat > "$dir/out" || {
    mkfifo "$dir/beyond" && { wc -c < "$dir/beyond" > "$dir/dropped" &
      tee "$dir/beyond" | tail -c 65536 > "$dir/tail"; }
    wait
    cat > /dev/null
  }
  : > "$dir/drained"
}

# Only one of two may write what there is: who makes the file.
take() {
  set -C
  { true > "$dir/by.$me"; } 2> /dev/null
  taken=$?
  set +C
  return $taken
}

# Takes over where the command is not quick: shows it, and ends the shell that waits for it.
watch() {
  if [ -n "$background" ]; then pause=0.01; else pause=0.05; fi
  sleep $pause > /dev/null 2>&1
  until [ -e "$dir/leader" ]; do sleep $pause > /dev/null 2>&1; done
  look
  [ -z "$code" ] || exit 0
  take || exit 0
  [ -n "$background" ] || follow 0 "$seconds"
  report
  kill -9 "$me"
}

sweep() {
  rm -f "$base"/swept.*
  : > "$base/swept.$day"
  find "$base/edits" -mindepth 1 -maxdepth 1 -mtime +7 -exec rm -rf {} + 2> /dev/null
  find "$base/calls" -type d -mtime +7 | while IFS= read -r dir; do
    look
    [ "$dir" = "$base/calls" ] || supervised || rm -rf "$dir"
  done
}

# Not $$, which may be a parent that reads this script.
self
me=$pid
if [ ! -d "$base/calls" ]; then
  ( umask 077; mkdir -p "$base/calls" && echo '*' > "$base/.gitignore" ) 2> /dev/null
  [ -d "$base/calls" ] || { echo "mainspring: refused state=$base" >&2; exit 0; }
fi
if [ -d "$dir" ]; then attach "$from" "$seconds"; exit 0; fi
if [ ! -e "$base/swept.$day" ]; then sweep < /dev/null > /dev/null 2>&1 & fi
watch < /dev/null & watcher=$!
( supervise )
case $? in
  73) kill -9 $watcher
    if [ -d "$dir" ]; then attach "$from" "$seconds"; else echo "mainspring: refused state=$base" >&2; fi ;;
  74) kill -9 $watcher; echo 'mainspring: refused workdir' >&2 ;;
  75) kill -9 $watcher; echo 'mainspring: refused disk' >&2 ;;
  *) if take; then kill -9 $watcher; rest 0; report; else wait $watcher; fi ;;
esac

# The folders of tool calls, common to all scripts here. POSIX sh; a line that begins with a hash is
# dropped before it is sent. Each external program costs about 1 ms, a subshell half of it: the quick
# path counts them. Files are made by `true >`: where `: >` fails, dash ends.
#
# A call's folder, $base/calls/<tool call id>:
#   command      what runs
#   about        chat id, boot id, uptime at the start (s); of the shell that started it: process id,
#                start time, attempt
#   supervisor   process id and start time (clock ticks) of the supervisor
#   leader       process id and start time of the command, leader of its own session and group
#   out          an empty line, so that there is room for a little output on a full disk, too; then
#                stdout and stderr, at most 64 MB; beyond it: tail (last 64 KB), dropped (byte count)
#   draining     the reader of the command's pipe is there: the starter is needed no more
#   drained      nothing more can come into out
#   exit=<code>  the exit status is the file's name: made in one step, and on a full disk, too
#   ended        uptime at the end (s)
#   watched      somebody follows: the supervisor stays until all output is there
#   answered     who made it tells the first answer: the starter, or who relieves it
#   killed       a person stopped it, or nobody will start it any more
#   reads        what process_output gave to whom: <tool call id> <from> <to>

if [ -n "$HOME" ] && [ -d "$HOME" ] && [ -w "$HOME" ]; then
  base=$HOME/.mainspring
else
  base=/tmp/.mainspring-$(id -u)
  [ ! -e "$base" ] || [ -O "$base" ] || { echo "mainspring: refused state=$base" >&2; exit 0; }
fi
dir=$base/calls/$id
tab='	'

# Sets state, pgid, sid and start of a process; fails if there is none.
stat_of() {
  { read -r line < "/proc/$1/stat"; } 2>/dev/null || return 1
  set -- ${line##*) }
  state=$1 pgid=$3 sid=$4 start=${20}
}

# Sets pid and start of the very shell that calls, be it a subshell.
self() {
  if { read -r line < /proc/self/stat; } 2>/dev/null; then
    pid=${line%% *}
    set -- ${line##*) }
    start=${20}
  else
    pid=$(exec sh -c 'echo $PPID') start=-
  fi
}

# Whether process $1, started at $2, lives.
lives() {
  if [ "$2" = - ]; then kill -0 "$1" 2>/dev/null; return; fi
  stat_of "$1" && [ "$start" = "$2" ] && [ "$state" != Z ]
}

now() { up=0; { read -r up line < /proc/uptime; } 2>/dev/null; }

# Reads what the folder says. Sets code (empty: none), boot, began, apid, astart, starting (the starter),
# ended, spid, sstart (the supervisor), cpid, cstart (the command).
look() {
  code= boot= began= apid= astart= starting= ended= spid= sstart= cpid= cstart=
  for f in "$dir"/exit=*; do [ -e "$f" ] && code=${f##*/exit=}; done
  { read -r chat boot began apid astart starting < "$dir/about"; } 2>/dev/null
  { read -r spid sstart < "$dir/supervisor"; } 2>/dev/null
  { read -r cpid cstart < "$dir/leader"; } 2>/dev/null
  { read -r ended < "$dir/ended"; } 2>/dev/null
}

supervised() { [ -n "$spid" ] && lives "$spid" "$sstart"; }

# Sets what to running, exited or lost, after a look. Whoever wrote the exit status and was gone right
# after it is looked for twice.
stands() {
  what=running
  if [ -z "$code" ]; then
    if supervised; then return; fi
    look
  fi
  if [ -n "$code" ]; then what=exited; else what=lost; fi
}

# The last line on stderr tells how the call stands: absent, running, exited or lost.
report() {
  if [ ! -d "$dir" ]; then echo 'mainspring: absent' >&2; return; fi
  look
  stands
  dropped= bootnow=
  { read -r dropped < "$dir/dropped"; } 2>/dev/null
  { read -r bootnow < /proc/sys/kernel/random/boot_id; } 2>/dev/null
  [ "$bootnow" = "$boot" ] || [ -z "$boot" ] || rebooted=yes
  [ -e "$dir/killed" ] && killed=yes
  now
  echo "mainspring: $what code=$code began=$began ended=$ended now=$up dropped=$dropped" \
    "rebooted=$rebooted killed=$killed group=$cpid tail=$tailed" >&2
}

# Writes what came after the first $1 bytes, and the tail where output was dropped.
rest() {
  [ -s "$dir/out" ] || return 0
  tail -c "+$(($1 + 2))" "$dir/out"
  tails
}

tails() {
  tailed=
  [ -e "$dir/dropped" ] || return 0
  cat "$dir/tail" 2>/dev/null && tailed=yes
}

# Writes output from byte $1 on as it grows, until the supervisor ends, at most $2 seconds.
follow() {
  timeout "$2" tail -c "+$(($1 + 2))" -f -s 0.05 --pid="$spid" "$dir/out" 2>/dev/null
  case $? in 0|124|143) tails; return ;; esac
  # Not GNU's tail: look again and again, from where the last look ended.
  rounds=$(($2 * 8))
  { tail -c "+$(($1 + 2))"
    while [ $rounds -gt 0 ]; do
      if supervised; then over=; else over=yes; fi
      cat
      [ -z "$over" ] || break
      rounds=$((rounds - 1))
      sleep 0.1 2>/dev/null || { sleep 1; rounds=$((rounds - 9)); }
    done
  } < "$dir/out"
  tails
}

# Waits until a folder that was just made says who supervises it, at most 2 s.
settled() {
  tries=0
  look
  until [ -n "$spid$code" ] || [ $tries -ge 100 ]; do
    sleep 0.02
    tries=$((tries + 1))
    look
  done
}

# Whatever another attempt started: from byte $1 on, at most $2 seconds. Who follows says so before it
# looks for the exit status, the supervisor the other way round: one of both waits for the output.
attach() {
  [ -e "$dir/watched" ] || true > "$dir/watched"
  settled
  if [ -z "$code" ] && supervised; then
    follow "$1" "$2"
  else
    tries=0
    until [ -e "$dir/drained" ] || [ $tries -ge 10 ]; do
      sleep 0.02 2> /dev/null || sleep 1
      tries=$((tries + 1))
    done
    rest "$1"
  fi
  report
}

# Only one of two may tell the first answer: who makes the file.
take() {
  set -C
  { true > "$dir/answered"; } 2> /dev/null
  taken=$?
  set +C
  return $taken
}

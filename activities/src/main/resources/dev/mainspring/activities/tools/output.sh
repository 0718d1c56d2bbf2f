# Gives what a command wrote since the last read. In: id, of (chat id), by (tool call id), wait (s).
look
if [ ! -d "$dir" ] || [ "$chat" != "$of" ]; then echo 'mainspring: absent' >&2; exit 0; fi
from=0 to=
if [ -e "$dir/reads" ]; then
  while read -r reader first last; do
    if [ "$reader" = "$by" ]; then from=$first to=$last; break; fi
    [ "$last" -le "$from" ] || from=$last
  done < "$dir/reads"
fi
size() { size=$(wc -c < "$dir/out"); size=$((size > 0 ? size - 1 : 0)); }
if [ -n "$to" ]; then
  tail -c "+$((from + 2))" "$dir/out" | head -c "$((to - from))"
else
  settled
  size
  rounds=$((wait * 5)) quiet=0 last=$size
  # Until it ends; or for a second nothing came after something new; or the wait is over.
  while [ $rounds -gt 0 ] && [ -z "$code" ] && supervised; do
    if [ "$size" -gt "$from" ] && [ $quiet -ge 5 ]; then break; fi
    sleep 0.2 2> /dev/null || { sleep 1; rounds=$((rounds - 4)); }
    rounds=$((rounds - 1))
    size
    if [ "$size" = "$last" ]; then quiet=$((quiet + 1)); else quiet=0; fi
    last=$size
    look
  done
  size
  [ "$size" -le "$from" ] || tail -c "+$((from + 2))" "$dir/out" | head -c "$((size - from))"
  to=$size
fi
echo "mainspring: read from=$from to=$to" >&2
report

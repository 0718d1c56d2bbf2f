# In: id, most (bytes); $@: the paths. Out: the files, one after another; or the result of an earlier
# attempt.
trap '' HUP PIPE
if [ -e "$journal/done" ]; then cat "$journal/result"; fail edited; fi
if [ -e "$journal/plan" ]; then apply "$@"; exit 0; fi
n=0
for path; do
  n=$((n + 1))
  readable "$path" $n
  [ -w "$path" ] || fail locked n=$n
  size_of "$path"
  [ "$size" -le "$most" ] || fail large n=$n "size=$size"
  real "$path"
  eval "target_$n=\$target"
  m=1
  while [ $m -lt $n ]; do
    eval "other=\$target_$m"
    [ "$other" != "$target" ] || fail twice n=$n
    m=$((m + 1))
  done
  sum "$path"
  tell file n=$n "size=$size" "sum=$sum"
done
for path; do cat "$path"; done

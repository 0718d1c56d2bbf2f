# In: id, bytes (of stdin), sizes and sums (words, one for each file); $@: the paths. Stdin: the new
# contents, then the result.
trap '' HUP PIPE
if [ -e "$journal/plan" ]; then apply "$@"; exit 0; fi
rm -rf "$journal"
mkdir -p "$journal" 2> /dev/null || fail unwritten
cat 2> /dev/null > "$journal/new" || { rm -rf "$journal"; fail unwritten; }
size_of "$journal/new"
[ "$size" = "$bytes" ] || { rm -rf "$journal"; fail unwritten; }
at=1
n=0
for want in $sizes; do
  n=$((n + 1))
  tail -c "+$at" "$journal/new" | head -c "$want" 2> /dev/null > "$journal/$n.new"
  at=$((at + want))
  size_of "$journal/$n.new"
  [ "$size" = "$want" ] || { rm -rf "$journal"; fail unwritten; }
  sum "$journal/$n.new"
  eval "after_$n=\$sum"
done
tail -c "+$at" "$journal/new" 2> /dev/null > "$journal/result"
size_of "$journal/result"
[ "$size" = $((bytes - at + 1)) ] || { rm -rf "$journal"; fail unwritten; }
n=0
for before in $sums; do
  n=$((n + 1))
  eval "echo \"\$before \$after_$n\""
done > "$journal/plan.tmp" && mv "$journal/plan.tmp" "$journal/plan" || { rm -rf "$journal"; fail unwritten; }
apply "$@"

# Edits of several files are all done or none. The journal, $base/edits/<tool call id>:
#   new      the new contents, one after another, then the call's result
#   plan     a line for each file: sum before, sum after; once it exists the edit will be done
#   result   what the call returns
#   done     it is done
journal=$base/edits/$id

nth() { shift "$1"; nth=$1; }

# Puts the new contents in place: first all beside their targets, then one rename each. Also after
# an attempt that died in between: what is in place is left, what somebody changed is told.
apply() {
  each prepare "$@"
  each place "$@"
  : > "$journal/done"
  rm -f "$journal"/*.new "$journal/new"
  cat "$journal/result"
  tell edited
}

# Calls $1 for each file with n, target, temporary, before and after set.
each() {
  step=$1
  n=0
  while read -r before after <&3; do
    n=$((n + 1))
    shift
    real "$1"
    temporary=${target%/*}/.mainspring-$id-$n
    eval "temporary_$n=\$temporary"
    $step "$@"
  done 3< "$journal/plan"
}

prepare() {
  sum "$target"
  if [ "$sum" = "$after" ]; then partly=yes; return 0; fi
  [ "$sum" = "$before" ] || undo changed
  beside "$target" "$temporary" "$journal/$n.new" || undo unwritten
}

place() {
  [ -e "$temporary" ] || return 0
  mv -f -- "$temporary" "$target" 2> /dev/null || undo unwritten
  partly=yes
}

# Nothing is in place yet; or, where it says so, some is, since an attempt or a rename failed midway.
undo() {
  failed=$n
  while [ $n -gt 0 ]; do
    eval "rm -f -- \"\$temporary_$n\""
    n=$((n - 1))
  done
  rm -rf "$journal"
  fail "$1" n=$failed "partly=$partly"
}

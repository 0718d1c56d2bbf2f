# emit KIND MOST FILE: a line "KIND SIZE SHOWN FILE" and that many bytes.
emit() {
  [ -f "$3" ] && [ -r "$3" ] || return 0
  size=$(wc -c < "$3") || return 0
  size=$((size)); shown=$size
  [ "$shown" -le "$2" ] || shown=$2
  printf '%s %s %s %s\n' "$1" "$size" "$shown" "$3"
  head -c "$shown" "$3"
  printf '\n'
}

# In: path, bytes, id; stdin: the content. Nobody sees half of it, and a cut connection writes nothing.
trap '' HUP PIPE
if [ -d "$path" ]; then fail directory; fi
real "$path"
parent=${target%/*}
created=yes
if [ -e "$target" ]; then
  created=
  [ -f "$target" ] || fail special
  [ -w "$target" ] || fail denied
fi
mkdir -p -- "${parent:-/}" 2> /dev/null || fail parent
temporary=$parent/.mainspring-$id
beside "$target" "$temporary" - || { rm -f -- "$temporary"; fail unwritten; }
size_of "$temporary"
if [ "$size" != "$bytes" ]; then rm -f -- "$temporary"; fail unwritten; fi
if [ -z "$created" ] && cmp -s "$temporary" "$target"; then
  rm -f -- "$temporary"
  fail written same=yes
fi
mv -f -- "$temporary" "$target" 2> /dev/null || { rm -f -- "$temporary"; fail unwritten; }
tell written "created=$created"

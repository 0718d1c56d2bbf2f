# In: path, offset and limit (lines), most (bytes). Out: the file's first 4096 bytes, then the lines.
readable "$path"
size_of "$path" || fail denied
lines=$(wc -l < "$path")
lines=$((lines))
if [ "$size" -gt 0 ] && [ -n "$(tail -c 1 "$path" | tr '\0' x)" ]; then lines=$((lines + 1)); fi
first=4096
[ "$size" -ge $first ] || first=$size
tell file "size=$size" "lines=$lines" "first=$first"
head -c "$first" "$path"
if [ "$offset" -gt 1 ]; then
  tail -n "+$offset" "$path" | head -n "$limit" | head -c "$most"
else
  head -n "$limit" "$path" | head -c "$most"
fi

# In: path, most (bytes). Out: the file, if it is not larger.
readable "$path"
size_of "$path" || fail denied
[ "$size" -le "$most" ] || fail large "size=$size"
tell file "size=$size"
cat "$path"

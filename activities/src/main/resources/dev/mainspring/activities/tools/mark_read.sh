# Remembers what was read. In: id, by, from, to.
[ ! -d "$dir" ] || echo "$by $from $to" >> "$dir/reads"

# Lists a chat's commands, the newest first. In: of (chat id), most (that have ended).
count=0
for id in $(ls -t "$base/calls" 2> /dev/null); do
  dir=$base/calls/$id
  look
  [ "$chat" = "$of" ] || continue
  stands
  if [ "$what" != running ]; then
    count=$((count + 1))
    [ $count -le "$most" ] || continue
  fi
  now
  first=
  { IFS= read -r first < "$dir/command"; } 2> /dev/null
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$id" "$what" "$code" "$began" "$ended" "$up" "$first"
done

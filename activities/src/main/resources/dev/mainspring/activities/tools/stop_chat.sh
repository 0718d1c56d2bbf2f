# Ends every command of a chat, and what they left in the background. In: of (chat id).
for dir in "$base"/calls/*/; do
  dir=${dir%/}
  [ -d "$dir" ] || continue
  look
  if [ "$chat" = "$of" ] && [ -z "$code" ] && supervised; then finish & fi
done
wait
left() {
  found=
  for environ in $(grep -ls "MAINSPRING_CHAT_ID=$of" /proc/[0-9]*/environ 2> /dev/null); do
    member=${environ#/proc/}
    member=${member%/environ}
    stat_of "$member" && [ "$state" != Z ] && found="$found $member"
  done
  [ -n "$found" ]
}
none_left() { ! left; }
if left; then
  kill $found 2> /dev/null
  if ! within 10 none_left; then left && kill -9 $found 2> /dev/null; fi
fi
report

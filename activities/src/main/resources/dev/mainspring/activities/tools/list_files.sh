# In: path, depth. Out: kind TAB size TAB name NUL, for each.
[ -e "$path" ] || fail missing
[ -d "$path" ] || fail file
cd "$path" 2> /dev/null || fail denied
tell listed
{
  if find . -maxdepth 0 -printf '' 2> /dev/null; then
    find . -mindepth 1 -maxdepth "$depth" \( -path '*/.git/*' -o -name .mainspring \) -prune \
      -o -printf '%y\t%s\t%P\0' 2> /dev/null
  else
    find . -mindepth 1 -maxdepth "$depth" \( -path '*/.git/*' -o -name .mainspring \) -prune \
      -o -print 2> /dev/null | while IFS= read -r name; do
      kind=f size=0
      if [ -L "$name" ]; then kind=l; elif [ -d "$name" ]; then kind=d; else size_of "$name"; fi
      printf '%s\t%s\t%s\0' $kind "$size" "${name#./}"
    done
  fi
} | head -c 4000000

# Each repository of the directory and of the folders in it: path, branch, commit, address.
count=0
for dir in "$PWD" "$PWD"/*/; do
  dir=${dir%/}
  [ -e "$dir/.git" ] && [ "$count" -lt 5 ] || continue
  count=$((count + 1))
  branch=$(git -C "$dir" symbolic-ref --quiet --short HEAD 2> /dev/null || echo 'no branch')
  commit=$(git -C "$dir" rev-parse --short=12 HEAD 2> /dev/null || echo 'no commit')
  printf 'repository\t%s\t%s\t%s\t%s\n' "$dir" "$branch" "$commit" "$(git -C "$dir" remote get-url origin 2> /dev/null)"
done

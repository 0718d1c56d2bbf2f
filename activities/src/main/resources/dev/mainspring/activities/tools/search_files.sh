# In: path, pattern, glob, most (lines), context. Out: path NUL line-number : or - text.
[ -e "$path" ] || fail missing
if [ -d "$path" ]; then folder=$path where=.; else folder=${path%/*} where=./${path##*/}; fi
cd "${folder:-/}" 2> /dev/null || fail denied
if command -v rg > /dev/null; then
  set -- --null --line-number --with-filename --no-heading --color never --hidden --sort path \
    --max-columns 500 --max-columns-preview -g '!.git' -g '!.mainspring' -C "$context"
  [ -z "$glob" ] || set -- "$@" -g "$glob"
  tell with=rg
  rg "$@" -e "$pattern" -- "$where"
elif git rev-parse --is-inside-work-tree > /dev/null 2>&1; then
  tell with=git
  if [ -n "$glob" ]; then
    set -- ":(glob)$glob" ":(glob)**/$glob"
  else
    set -- "$where"
  fi
  git grep -nIE --null --no-color --untracked -C "$context" -e "$pattern" -- "$@"
else
  tell with=grep
  set -- -rnIE -C "$context" --exclude-dir=.git --exclude-dir=.mainspring
  [ -z "$glob" ] || set -- "$@" --include="${glob##*/}"
  if grep -Z x /dev/null 2> /dev/null; [ $? -le 1 ]; then set -- "$@" -Z; fi
  grep -H "$@" -e "$pattern" -- "$where"
fi | head -n "$most" | head -c 2000000

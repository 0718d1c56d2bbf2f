dir=$PWD
while :; do
  for name in AGENTS.md CLAUDE.md; do emit instruction 65536 "${dir%/}/$name"; done
  [ -n "${dir%/}" ] || break
  dir=${dir%/*}
done
for folder in skills .agents/skills .claude/skills; do
  for file in "$PWD/$folder"/*/SKILL.md; do emit skill 4096 "$file"; done
done

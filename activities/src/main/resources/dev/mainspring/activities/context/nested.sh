for dir in "$@"; do
  for name in AGENTS.md CLAUDE.md; do emit instruction 16384 "$dir/$name"; done
done

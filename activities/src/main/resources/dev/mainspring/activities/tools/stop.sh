# Makes sure that a call's command is dead and tells the rest. In: id, from.
[ -d "$dir" ] || never=yes
finish
if [ -n "$never" ]; then echo 'mainspring: absent' >&2; else rest "$from"; report; fi

# Makes sure that a call's command is dead, if there is one. In: id.
[ ! -d "$dir" ] || finish
report

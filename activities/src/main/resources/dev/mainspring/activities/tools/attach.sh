# Follows what another attempt started. In: id, from (bytes already known), seconds.
if [ -d "$dir" ]; then attach "$from" "$seconds"; else report; fi

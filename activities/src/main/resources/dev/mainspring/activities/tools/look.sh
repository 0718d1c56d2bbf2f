# Tells how calls stand, a line each: the id, then the report. In: ids.
for id in $ids; do
  dir=$base/calls/$id rebooted= killed=
  printf '%s ' "$id"
  report 2>&1
done

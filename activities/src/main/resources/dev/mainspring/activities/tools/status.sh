# Tells how a call stands. In: id.
report

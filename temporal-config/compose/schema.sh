#!/bin/sh
# Makes or updates the schema of Temporal's two databases; runs to its end before the server starts.
set -eu

tool() {
    temporal-sql-tool --plugin postgres12 --ep postgres --port 5432 --user temporal "$@"
}

for name in temporal visibility; do
    if [ "$name" = temporal ]; then database=temporal; else database=temporal_visibility; fi
    # Both fail where they were done before; the update tells whether all is well.
    tool --db "$database" create || :
    tool --db "$database" setup-schema -v 0.0 || :
    tool --db "$database" update-schema -d "/etc/temporal/schema/postgresql/v12/$name/versioned"
done

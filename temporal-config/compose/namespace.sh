#!/bin/sh
# Makes the namespace where it is missing; closed runs are kept for 90 days.
set -eu

tries=60
until temporal operator cluster health >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || { echo "Temporal does not answer at $TEMPORAL_ADDRESS" >&2; exit 1; }
    sleep 1
done
temporal operator namespace describe --namespace "$NAMESPACE" >/dev/null 2>&1 ||
    temporal operator namespace create --namespace "$NAMESPACE" --retention 2160h

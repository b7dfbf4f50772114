#!/bin/sh
# Creates the namespace and the search attributes of temporal-config/search-attributes.ts; safe to repeat.
set -eu

until temporal operator cluster health >/dev/null 2>&1; do
  echo "waiting for Temporal at $TEMPORAL_ADDRESS"
  sleep 2
done

if temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE" >/dev/null 2>&1; then
  temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention 30d
else
  temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d
fi

attribute() {
  if temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" | grep -qw "$1"; then
    echo "search attribute $1 is there"
  else
    temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$1" --type "$2"
  fi
}

attribute TenantId Keyword
attribute HostId Keyword
attribute BookingStatus Keyword
attribute IntegrationId Keyword
attribute StartsAt Datetime

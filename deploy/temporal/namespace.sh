#!/bin/sh
# Creates the namespace and the search attributes of temporal-config/search-attributes.ts; safe to repeat.
set -eu

# What was just made is not visible at once: the server's parts look anew every few seconds. Two minutes, then the last answer is shown.
eventually() {
  tries=0
  until answer=$("$@" 2>&1); do
    tries=$((tries + 1))
    if [ "$tries" -ge 60 ]; then
      echo "$answer" >&2
      echo "gave up on: $*" >&2
      return 1
    fi
    [ $((tries % 5)) -ne 1 ] || echo "waiting for Temporal at $TEMPORAL_ADDRESS: $(echo "$answer" | tail -n 1)"
    sleep "${PAUSE_SECONDS:-2}"
  done
}

has_attribute() {
  temporal operator search-attribute list --namespace "$TEMPORAL_NAMESPACE" | grep -w "$1" | grep -qw "$2"
}

# Another run may have made it meanwhile: what counts is that it is there.
add_attribute() {
  has_attribute "$1" "$2" || temporal operator search-attribute create --namespace "$TEMPORAL_NAMESPACE" --name "$1" --type "$2" || has_attribute "$1" "$2"
}

exists() {
  temporal operator namespace describe --namespace "$TEMPORAL_NAMESPACE"
}

create() {
  exists || temporal operator namespace create --namespace "$TEMPORAL_NAMESPACE" --retention 30d || exists
}

attribute() {
  eventually add_attribute "$1" "$2"
  eventually has_attribute "$1" "$2"
  echo "search attribute $1 is there"
}

eventually temporal operator cluster health
eventually create
eventually exists
eventually temporal operator namespace update --namespace "$TEMPORAL_NAMESPACE" --retention 30d
echo "namespace $TEMPORAL_NAMESPACE is there"

attribute TenantId Keyword
attribute HostId Keyword
attribute BookingStatus Keyword
attribute IntegrationId Keyword
attribute StartsAt Datetime

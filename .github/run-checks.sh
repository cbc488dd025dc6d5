#!/usr/bin/env bash
# Runs a command that ends with a verdict, as a workflow step. Exit code 2 (degraded: slow, a second try, a third party
# alone) becomes a warning on a green job; every other code but 0 fails the job. A cancelled job sends its signal to this
# shell only, so it is handed on: the run then still closes and publishes its record.
set -uo pipefail

interrupted=''
"$@" &
checks=$!
trap 'interrupted=yes; kill -TERM "$checks" 2>/dev/null' INT TERM

wait "$checks"
code=$?
# A signal ends the first wait, not the command.
if [ -n "$interrupted" ]; then
  wait "$checks"
  code=$?
fi

if [ "$code" -eq 2 ]; then
  echo '::warning title=Watchpost::Degraded. The summary of this job says what and whose it is.'
  exit 0
fi
exit "$code"

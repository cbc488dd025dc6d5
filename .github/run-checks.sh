#!/usr/bin/env bash
# Runs a command that ends with a verdict, as a workflow step, and says what its exit code means to the job:
#   0  green
#   2  green with a warning: slow, a second try, seen once, a third party alone
#   1  red: an incident, or a deploy that is held up
#   3  red: the monitor is broken, and nobody knows how the target is; so are 4 (misconfigured), 5 (nothing selected) and
#      whatever a command ends with that was killed
# A cancelled job sends its signal to this shell only, so it is handed on: the run then still closes and publishes its record.
#
# Outputs: retention-days, how long the reports are worth keeping. What was not searched for secrets is taken away before.
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

# A run marks its folder once it has looked for secrets in everything there. One that was killed has not.
withhold_unscanned() {
  local record folder
  while IFS= read -r record; do
    folder=$(dirname "$record")
    if [ ! -e "$folder/scanned.txt" ]; then
      rm -rf -- "$folder"
      echo "::warning title=Watchpost::Withheld: $folder was not searched for secrets to the end."
    fi
  done < <(find "${WATCHPOST_REPORTS:-reports}" -name run-record.json 2>/dev/null)
}
# Only where the reports go elsewhere.
if [ -n "${GITHUB_ACTIONS:-}" ]; then
  withhold_unscanned
fi

retention=90
case "$code" in
  0 | 2) retention=7 ;;
esac
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  echo "retention-days=$retention" >> "$GITHUB_OUTPUT"
fi

summary='The summary of this job says what and whose it is.'
case "$code" in
  0) ;;
  1) echo "::error title=Watchpost failed::$summary" ;;
  2)
    echo "::warning title=Watchpost degraded::$summary"
    exit 0
    ;;
  130 | 143) echo '::error title=Watchpost stopped::The job was cancelled, or took longer than it may.' ;;
  *) echo "::error title=Monitor broken::Exit code $code: nothing is known of the target, and nothing is said against it." ;;
esac
exit "$code"

#!/bin/sh
# Writes the results that tmt reads; without them, after wrong usage for instance, tmt reports an error.
# shellcheck disable=SC2086 # these are lists
set -f # globs are for rpmcow, which tells when one finds nothing
${RPMCOW:-npx --yes rpmcow@0.1.0} check --report "tmt=$TMT_TEST_DATA/results.yaml" \
  $RPMCOW_ARGUMENTS ${RPMCOW_PACKAGES:-$TMT_PLAN_DATA/rpms/*.rpm}

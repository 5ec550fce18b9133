#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# options.sh: finds options of the command line that rooms other than its own spell out, instead of naming them by the table
# of OptionName. The check of the command line (Usage) knows options too, and Compatibility those of oc-mirror. Comments and
# the options of other programs (GnuPG, and opm in Catalogs/Serving) are left alone.
set -eu
cd "$(dirname "$0")/../.."

table=Sources/Diagnostics/OptionName.swift
options=$(sed -n 's/^    case .*"\(.*\)"$/\1/p; s/^    case \([a-z]*\)$/\1/p' "$table" | paste -sd '|')
! grep -rnE --include='*.swift' --exclude-dir=mirror --exclude-dir=Usage --exclude-dir=Compatibility --exclude-dir=OpenPGP --exclude-dir=Serving -e "--($options)([^a-z-]|\$)" Sources |
    grep -vE '^[^:]*:[0-9]*: *//|podman login --authfile' | grep .

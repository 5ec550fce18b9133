#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
#
# rooms.sh: compares what three places say of the rooms: the imports in Sources and Tests, the dependencies in Package.swift,
# and the table and the drawing of rooms in docs/architecture.md. Prints what differs, and ends with 1 if anything does.
set -eu
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# `target folder`, and `target dependency` for each, as Package.swift declares them; products by the module that they have.
awk -v targets="$work/targets" -v declared="$work/declared" '
    /^extension Target.Dependency/ { exit }
    { sub(/^[ ]*\/\/.*/, ""); text = text $0 " " }
    END {
        split("arguments ArgumentParser logging Logging subprocess Subprocess system SystemPackage toml TOMLKit", m, " ")
        for (i = 1; i in m; i += 2) module["." m[i]] = m[i + 1]
        while (match(text, /\.(target|testTarget|executableTarget|systemLibrary)\(/)) {
            kind = substr(text, RSTART + 1, RLENGTH - 2)
            text = substr(text, RSTART + RLENGTH)
            end = match(text, /\.(target|testTarget|executableTarget|systemLibrary)\(/)
            body = end ? substr(text, 1, end - 1) : text
            match(body, /name: "[^"]*"/)
            name = substr(body, RSTART + 7, RLENGTH - 8)
            folder = (kind == "testTarget" || body ~ /path: "Tests\//) ? "Tests/" name : "Sources/" name
            print name, folder > targets
            if (!match(body, /dependencies: \[[^]]*\]/)) continue
            count = split(substr(body, RSTART + 15, RLENGTH - 16), parts, ",")
            for (i = 1; i <= count; i++) {
                gsub(/[ "]/, "", parts[i])
                if (parts[i] != "") print name, (parts[i] in module ? module[parts[i]] : parts[i]) > declared
            }
        }
    }' Package.swift

# `target module` for each import, without what comes with the toolchain.
while read -r target folder; do
    grep -rhoE --include='*.swift' '^(@testable |package |public |internal |private |fileprivate )*import [A-Za-z0-9_.]+' "$folder" |
        awk -v target="$target" '{ sub(/\..*/, "", $NF); print target, $NF }' || true
done < "$work/targets" | grep -vE ' (Foundation|FoundationEssentials|Glibc|Dispatch|Testing|Synchronization)$' |
    sort -u > "$work/imported"
sort -u "$work/declared" -o "$work/declared"

# `room line use` for each use that the table names, and `room line -` for each room.
awk -F '|' '/^\| room \|/ { inside = 1 } inside && !/^\|/ { inside = 0 }
    inside && /^\| `/ {
        count = split($2, rooms, "`")
        uses = split($4, names, "`")
        for (i = 2; i <= count; i += 2) {
            print rooms[i], NR, "-"
            for (j = 2; j <= uses; j += 2) print rooms[i], NR, names[j]
        }
    }' docs/architecture.md > "$work/table"

# `room row` for each name in the drawing; rows are numbered from the top.
awk '/^Each room uses only rooms/ { inside = 1; next } inside && NF && !/^    / { inside = 0 }
    inside && NF { row++; for (i = 1; i <= NF; i++) print $i, row }' docs/architecture.md > "$work/drawing"

{
    comm -23 "$work/imported" "$work/declared" | awk '{ print $1 " imports " $2 ", which Package.swift does not declare" }'
    comm -13 "$work/imported" "$work/declared" | awk '{ print $1 " declares " $2 " in Package.swift, and imports it nowhere" }'
    awk -v targets="$work/targets" -v declared="$work/declared" '
        BEGIN {
            while ((getline line < targets) > 0) { split(line, f, " "); if (f[2] ~ /^Sources\//) room[f[1]] = 1 }
            while ((getline line < declared) > 0) { split(line, f, " "); uses[f[1] " " f[2]] = 1 }
        }
        $3 == "-" { place[$1] = $2 }
        { row[$1 " " $3] = $2 }
        END {
            file = "docs/architecture.md"
            for (r in room) if (!(r in place)) print file ": the table of rooms lacks " r
            for (p in place) if (!(p in room)) print file ":" place[p] ": there is no room " p
            for (r in row) {
                split(r, f, " ")
                if (f[2] != "-" && f[2] != "all" && !(r in uses))
                    print file ":" row[r] ": " f[1] " does not use " f[2]
            }
            for (u in uses) {
                split(u, f, " ")
                if (f[1] in place && f[2] in place && place[f[2]] >= place[f[1]])
                    print file ":" place[f[1]] ": " f[1] " uses " f[2] ", which stands below it"
            }
        }' "$work/table" | sort
    awk -v targets="$work/targets" -v declared="$work/declared" '
        { if ($1 in row) print "the drawing of rooms has " $1 " twice"; row[$1] = $2 }
        END {
            while ((getline line < targets) > 0) {
                split(line, f, " ")
                if (f[2] !~ /^Sources\//) continue
                room[f[1]] = 1
                if (!(f[1] in row)) print "the drawing of rooms lacks " f[1]
            }
            for (r in row) if (!(r in room)) print "the drawing of rooms has " r ", which is no room"
            while ((getline line < declared) > 0) {
                split(line, f, " ")
                if (f[1] in row && f[2] in row && row[f[2]] <= row[f[1]])
                    print "the drawing of rooms has " f[1] " below " f[2] ", which it uses"
            }
        }' "$work/drawing" | sort
} > "$work/differences"

cat "$work/differences"
[ ! -s "$work/differences" ]

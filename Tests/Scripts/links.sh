#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Fails for every relative link in a Markdown file whose file or heading does not exist.
#
# usage: links.sh [FOLDER]     (the repository by default)
#
# Web addresses are not checked. A heading is linked as GitHub does it: small letters, without punctuation, `-` for each
# space, -1, -2 … behind repeated ones. Fenced code blocks and `code` are not read.
set -eu
cd "${1:-$(dirname "$0")/../..}"

find . -name '*.md' ! -path './.build*' | LC_ALL=C sort | {
    set --
    while IFS= read -r file; do set -- "$@" "$file"; done
    [ $# -gt 0 ] || { echo "links: no Markdown file here" >&2; exit 1; }
    LC_ALL=C awk '
        FNR == 1 { fence = "" }

        # A code block ends with the mark that it began with.
        /^ *(```|~~~)/ {
            mark = $0
            sub(/^ */, "", mark)
            mark = substr(mark, 1, 3)
            if (fence == "") fence = mark
            else if (fence == mark) fence = ""
            next
        }
        fence != "" { next }

        pass == 1 && /^#+ / { heading(FILENAME, $0); next }

        pass == 2 {
            line = $0
            gsub(/`[^`]*`/, "", line)
            if (line ~ /^ *\[[^\]]*\]: /) {
                target = line
                sub(/^ *\[[^\]]*\]: */, "", target)
                sub(/ .*/, "", target)
                check(target)
            }
            while (match(line, /\]\([^()]*(\([^()]*\)[^()]*)*\)/)) {
                check(substr(line, RSTART + 2, RLENGTH - 3))
                line = substr(line, RSTART + RLENGTH)
            }
        }

        END { exit failed }

        # Remembers the anchor of a heading.
        function heading(file, text,    slug, count) {
            sub(/^#+ +/, "", text)
            sub(/ +#* *$/, "", text)
            while (match(text, /\]\([^)]*\)/)) text = substr(text, 1, RSTART - 1) substr(text, RSTART + RLENGTH)
            slug = tolower(text)
            gsub(/[!-,.\/:-@\[\\\]^`{-~]/, "", slug)
            gsub(/ /, "-", slug)
            count = seen[file, slug]++
            anchors[file, count ? slug "-" count : slug] = 1
        }

        # Says so where a link of the current line leads nowhere.
        function check(target,    file, anchor, at) {
            sub(/ +".*"$/, "", target)
            gsub(/^<|>$/, "", target)
            if (target ~ /^[A-Za-z][A-Za-z0-9+.-]*:/) return
            at = index(target, "#")
            anchor = at ? substr(target, at + 1) : ""
            file = at ? substr(target, 1, at - 1) : target
            file = file == "" ? FILENAME : resolved(FILENAME, file)
            if (!exists(file)) fail(target, "no such file")
            else if (at && file ~ /\.md$/ && !((file, anchor) in anchors)) fail(target, "no such heading")
        }

        # The path of a link, from the root of the repository, as the files here are named.
        function resolved(from, path,    parts, count, i, depth, kept, result) {
            if (path !~ /^\//) { sub(/[^\/]*$/, "", from); path = from path }
            count = split(path, parts, "/")
            for (i = 1; i <= count; i++) {
                if (parts[i] == "" || parts[i] == ".") continue
                if (parts[i] == ".." && depth && kept[depth] != "..") depth--
                else kept[++depth] = parts[i]
            }
            result = "."
            for (i = 1; i <= depth; i++) result = result "/" kept[i]
            return result
        }

        function exists(path,    quoted) {
            if (path in known) return known[path]
            quoted = path
            gsub(/\047/, "\047\\\047\047", quoted)
            return known[path] = system("test -e \047" quoted "\047") == 0
        }

        function fail(target, why) {
            name = FILENAME
            sub(/^\.\//, "", name)
            printf "%s:%d: %s: %s\n", name, FNR, target, why
            failed = 1
        }
    ' pass=1 "$@" pass=2 "$@"
}

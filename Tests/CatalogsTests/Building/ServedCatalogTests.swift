// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

@testable import Catalogs

@Suite("What the image of a filtered catalog runs")
struct ServedCatalogTests {
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var entryPoint: [String]?
        var command: [String]?
        var becomes: [String]?
        var runs: [String]?
        var caches: [String] = []
    }

    static let rows = [
        Row(
            testDescription: "as Red Hat's have it",
            entryPoint: ["/bin/opm"],
            command: ["serve", "/configs", "--cache-dir=/tmp/cache"],
            becomes: ["/bin/opm"],
            runs: ["serve", "/configs"],
            caches: ["tmp/cache"]
        ),
        Row(
            testDescription: "flags with separate values, among others",
            entryPoint: ["/bin/opm", "serve", "/configs"],
            command: ["--cache-dir", "/var/cache/opm/", "--cache-enforce-integrity", "--port", "50051"],
            becomes: ["/bin/opm", "serve", "/configs"],
            runs: ["--port", "50051"],
            caches: ["var/cache/opm"]
        ),
        Row(
            testDescription: "nothing but flags of the cache in the command",
            entryPoint: ["/bin/opm", "serve", "/configs", "--cache-dir"],
            command: ["cache/../kept", "--cache-enforce-integrity=true"],
            becomes: ["/bin/opm", "serve", "/configs"],
            runs: nil,
            caches: ["home/kept"]
        ),
        Row(
            testDescription: "no command",
            entryPoint: ["/bin/opm"],
            command: nil,
            becomes: ["/bin/opm"],
            runs: ["serve", "/configs"]
        ),
        Row(
            testDescription: "a cache inside of the catalog, and one that is everything",
            entryPoint: ["opm"],
            command: ["serve", "/configs", "--cache-dir=/configs/.cache", "--cache-dir=/"],
            becomes: ["opm"],
            runs: ["serve", "/configs"],
            caches: ["configs/.cache"]
        ),
        Row(testDescription: "nothing at all"),
        Row(
            testDescription: "the command alone, with values that look like folders",
            command: [
                "/usr/bin/opm", "serve", "-p", "50051", "--pprof-addr", "localhost:6060", "../configs/", "--cache-only",
                "-t", "/dev/log",
            ],
            runs: [
                "/usr/bin/opm", "serve", "-p", "50051", "--pprof-addr", "localhost:6060", "../configs/", "-t",
                "/dev/log",
            ]
        ),
        Row(
            testDescription: "another folder than the label names",
            command: ["opm", "--debug", "serve", "/all", "--cache-dir=/c"],
            runs: ["opm", "--debug", "serve", "/configs"],
            caches: ["c"]
        ),
        Row(
            testDescription: "by a program that waits for children",
            entryPoint: ["/usr/bin/tini", "-s", "--", "linux-amd64-opm"],
            command: ["serve", "/configs", "--cache-dir=/c"],
            becomes: ["/usr/bin/tini", "-s", "--", "linux-amd64-opm"],
            runs: ["serve", "/configs"],
            caches: ["c"]
        ),
        Row(
            testDescription: "by a program that nobody knows, and without a cache",
            entryPoint: ["/start"],
            command: ["serve", "/configs", "--port", "1"],
            becomes: ["/start"],
            runs: ["serve", "/configs", "--port", "1"]
        ),
        Row(
            testDescription: "by a shell whose text is the command",
            entryPoint: ["/bin/sh", "-c"],
            command: ["exec opm serve /configs --cache-dir=/tmp/cache"],
            becomes: ["/bin/sh", "-c"],
            runs: ["exec opm serve /configs"],
            caches: ["tmp/cache"]
        ),
        Row(
            testDescription: "by a shell with options, whose text is the entry point",
            entryPoint: [
                "/bin/bash", "-eo", "pipefail", "-c", "opm serve --cache-dir \"$HOME/c\" '/configs' >/dev/null 2>&1",
            ],
            command: ["ignored"],
            becomes: ["/bin/bash", "-eo", "pipefail", "-c", "opm serve '/configs' >/dev/null 2>&1"],
            runs: ["ignored"],
            caches: ["home/user/c"]
        ),
    ]

    @Test("is what its source runs, without a cache", arguments: rows)
    func adapts(row: Row) throws {
        var settings: [String: Any] = [
            "WorkingDir": "/home", "Env": ["A=b", "HOME=/home/user"], "Labels": ["x": "y"],
        ]
        if let entryPoint = row.entryPoint { settings["Entrypoint"] = entryPoint }
        if let command = row.command { settings["Cmd"] = command }
        let served = try ServedCatalog(root: "configs", settings)
        #expect(served.caches == row.caches)
        served.adapt(&settings)
        #expect(settings["Entrypoint"] as? [String] == row.becomes)
        #expect(settings["Cmd"] as? [String] == row.runs)
        #expect(settings["Env"] as? [String] == ["A=b", "HOME=/home/user"])
        #expect(settings["Labels"] as? [String: String] == ["x": "y"])
        // What was adapted once needs nothing more.
        let again = try ServedCatalog(root: "configs", settings)
        #expect(again.caches.isEmpty)
        again.adapt(&settings)
        #expect(settings["Cmd"] as? [String] == row.runs)
    }

    /// A text of a shell, what it becomes, and the caches that it names.
    static let texts: [(String, String, [String])] = [
        ("opm serve /configs", "opm serve /configs", []),
        ("opm serve /configs --cache-dir=/c", "opm serve /configs", ["c"]),
        ("opm serve --cache-dir=/c /configs", "opm serve /configs", ["c"]),
        ("mkdir -p /c && exec /bin/opm serve \\\n  /configs \\\n  --cache-dir /c \\\n  -p 5", "", ["c"]),
        ("A=1 opm serve $DIR --cache-dir=${CACHE:-/c}/x; echo done", "A=1 opm serve $DIR; echo done", ["c/x"]),
        ("opm serve /other --cache-dir='/a b' # opm serve", "opm serve /configs # opm serve", ["a b"]),
        ("opm serve --cache-dir=/c", "opm serve /configs", ["c"]),
        ("opm serve --cache-dir=/c & wait", "opm serve /configs & wait", ["c"]),
        ("if true; then opm serve ./configs --cache-only; fi", "if true; then opm serve ./configs; fi", []),
        (
            "opm validate /configs && env X=y opm serve /configs >&2",
            "opm validate /configs && env X=y opm serve /configs >&2", []
        ),
        ("\"/bin/opm\" 'serve' \"/configs\" --cache-dir=\"/c\"", "\"/bin/opm\" 'serve' \"/configs\"", ["c"]),
    ]

    @Test("is the same text for a shell, without a cache", arguments: texts)
    func script(text: String, becomes: String, caches: [String]) throws {
        var settings: [String: Any] = ["Cmd": ["/bin/sh", "-c", text], "Env": ["DIR=/configs"]]
        let served = try ServedCatalog(root: "configs", settings)
        #expect(served.caches == caches)
        served.adapt(&settings)
        let expected = becomes.isEmpty ? "mkdir -p /c && exec /bin/opm serve \\\n  /configs \\\n  -p 5" : becomes
        #expect(settings["Cmd"] as? [String] == ["/bin/sh", "-c", expected])
    }

    /// Words that start something, and what is said of them.
    static let unclear: [([String], String)] = [
        (["/bin/sh"], "it is unknown whether that runs `opm serve`"),
        (["/entrypoint.sh"], "it starts `/entrypoint.sh`"),
        (["/bin/sh", "/entrypoint.sh"], "it is unknown"),
        (["/entrypoint.sh", "serve", "/configs", "--cache-dir=/c"], "it is unknown"),
        (["serve", "/configs", "--cache-dir=/c"], "it is unknown"),
        (["opm", "registry", "serve", "--database", "x"], "expected `opm serve`"),
        (["opm", "serve", "/a", "/b"], "it serves `/a` and `/b`"),
        (["sh", "-c", "echo"], "no `opm serve`"),
        (["sh", "-c", "/start.sh /configs"], "no `opm serve`"),
        (["sh", "-c", "opm serve $UNKNOWN"], "whose word `$UNKNOWN` has a value that the image does not define"),
        (["sh", "-c", "D=/x; opm serve $D"], "whose word `$D`"),
        (["sh", "-c", "opm serve \"$@\"", "--", "/configs"], "whose word"),
        (["sh", "-c", "opm serve $(cat x)"], "which has the output of a program"),
        (["sh", "-c", "opm serve '/configs"], "which has a quote that does not end"),
        (["sh", "-c", "opm serve /configs --cache-only; opm serve /configs"], "`opm serve` 2 times"),
        (["sh", "-c", "cat <<E\nE\nopm serve /configs"], "a text after `<<`"),
    ]

    @Test("is refused where nobody can tell what it would be", arguments: unclear)
    func refuses(words: [String], reason: String) {
        let error = #expect(throws: ServedCatalog.Failure.self) { try ServedCatalog(root: "configs", ["Cmd": words]) }
        #expect(error?.message.contains(reason) == true, "\(error as Any)")
        let split = #expect(throws: ServedCatalog.Failure.self) {
            try ServedCatalog(root: "configs", ["Entrypoint": Array(words.prefix(1)), "Cmd": Array(words.dropFirst())])
        }
        #expect(split == error)
    }

    @Test("is refused where it is no list of words")
    func noList() {
        for settings in [["Entrypoint": "opm serve"], ["Cmd": [1]]] as [[String: Any]] {
            #expect(throws: ServedCatalog.Failure.self) { try ServedCatalog(root: "configs", settings) }
        }
    }

    @Test("hides the outermost of its folders, and empties the one in which the next cache is made")
    func hidden() throws {
        let cases: [(root: String, command: String, environment: [String], hidden: [String])] = [
            ("configs", "/tmp/cache", [], [".wh.configs", "tmp/.wh.cache"]),
            ("a/b/configs", "/a/b", [], ["a/.wh.b"]),
            ("configs", "/configs/.cache", [], [".wh.configs"]),
            ("configs", "/tmp", [], [".wh.configs", "tmp/.wh..wh..opq"]),
            ("configs", "/var", ["TMPDIR=/var/tmp"], [".wh.configs", "var/.wh..wh..opq"]),
        ]
        for (root, cache, environment, hidden) in cases {
            let served = try ServedCatalog(
                root: root,
                ["Cmd": ["opm", "serve", "/\(root)", "--cache-dir=\(cache)"], "Env": environment]
            )
            #expect(WhiteoutLayer(root: root, served).members == hidden)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ChartRepositories
import Diagnostics
import OCI
import TestSupport
import Testing

struct ChartIndexTests {
    private func index(_ text: String) throws -> ChartIndex { try ChartIndex(Array(text.utf8)) }

    private func entry(_ version: String, _ more: String = "    urls: [a.tgz]") -> String {
        "  - version: \(version)\n\(more)\n"
    }

    @Test func `an index lists versions with addresses, digests and kinds, whatever else it says`() throws {
        let hex = String(repeating: "ab", count: 32)
        let index = try index(
            """
            apiVersion: v1
            generated: "2024-01-01T00:00:00Z"
            serverInfo: {contextPath: /x, list: [1, {a: [b]}]}
            entries:
              web:
              - annotations:
                  artifacthub.io/images: |
                    - name: a
                      image: b
                  nested: {deep: [{x: 1}, [2]]}
                appVersion: 1.10
                maintainers: [{name: a, email: b@c}]
                name: web
                version: 1.2.3
                digest: \(hex)
                deprecated: true
                urls:
                - https://charts.example.com/web-1.2.3.tgz
                - https://mirror.example.com/web-1.2.3.tgz
              - version: 1.2.2
                type: library
                urls: web-1.2.2.tgz
              lib: []
            """
        )
        #expect(index.names == ["web"])
        #expect(
            index.charts["web"] == [
                IndexedChart(
                    name: "web",
                    version: "1.2.3",
                    urls: ["https://charts.example.com/web-1.2.3.tgz", "https://mirror.example.com/web-1.2.3.tgz"],
                    digest: try Digest("sha256:\(hex)"),
                    isDeprecated: true
                ),
                IndexedChart(name: "web", version: "1.2.2", urls: ["web-1.2.2.tgz"], isLibrary: true),
            ]
        )
        #expect(index.applications.map(\.version) == ["1.2.3"])
    }

    @Test(
        "an entry that cannot be used says why, and no other is affected",
        arguments: [
            ("  - urls: [a.tgz]\n", "it has no version (line 5 of index.yaml)"),
            ("  - version: 2.0.0\n", "it has no URL (line 5 of index.yaml)"),
            ("  - version: two\n    urls: [a.tgz]\n", "`two` is not a version (line 5 of index.yaml)"),
            (
                "  - version: 2.0.0\n    urls: [a]\n    digest: abc\n",
                "its digest `abc` is not a SHA-256 (line 5 of index.yaml)"
            ),
            ("  - just text\n", "it is not a mapping (line 5 of index.yaml)"),
            ("  - [1, 2]\n", "it is not a mapping (line 5 of index.yaml)"),
            ("  - version: *v\n    urls: [a]\n", "its `version` is an alias (line 5 of index.yaml)"),
        ]
    )
    func unusable(entry: String, problem: String) throws {
        let index = try index("&v x: 1\nentries:\n  web:\n  - {version: 1.0.0, urls: [w.tgz]}\n\(entry)  other: text\n")
        #expect(index.unusable.map(\.problem).contains(problem))
        #expect(try index.chart("web", version: nil).version == "1.0.0")
        #expect(index.applications.map(\.version) == ["1.0.0"])
        let error = #expect(throws: ChartChoiceError.self) { _ = try index.chart("other", version: nil) }
        #expect(error?.description.contains("is not a list (line") == true)
    }

    @Test(
        "a document that is no index is an error that says what is wrong",
        arguments: [
            ("<html><body>Sign in</body></html>", "it is not a mapping (line 1)"),
            ("apiVersion: v1\n", "it has no `entries`"),
            ("entries: [1]\n", "`entries` is not a mapping (line 1)"),
            ("", "it is not a mapping"),
            ("entries:\n  web: [", "(line"),
            ("entries: {a: \"\n", "(line"),
        ]
    )
    func notAnIndex(text: String, problem: String) {
        let error = #expect(throws: ChartIndexError.self) { _ = try index(text) }
        #expect(error?.description.contains(problem) == true, "\(error?.description ?? "")")
        #expect(error?.explanation.remedy?.contains("helm repo add") == true)
    }

    @Test(arguments: [
        "entries:\n", "entries: {}\n", "entries: ~\n", "# nothing\n---\nentries: null\n", "{\"entries\": {}}",
    ])
    func `an index without charts has none`(text: String) throws {
        #expect(try index(text).charts.isEmpty)
    }

    @Test func `an index may be JSON, and may begin with a byte order mark`() throws {
        let json = #"{"apiVersion":"v1","entries":{"web":[{"version":"1.0.0","urls":["a.tgz"],"extra":{"a":[1]}}]}}"#
        #expect(try index("\u{feff}" + json).chart("web", version: "1.0.0").urls == ["a.tgz"])
    }

    @Test(
        "the version that is asked for is chosen",
        arguments: [
            (nil, "1.10.0"), ("", "1.10.0"), ("1.2.0", "1.2.0"), ("2.0.0-rc.1", "2.0.0-rc.1"), ("^1.2", "1.10.0"),
            (">=1.0.0-0", "2.0.0-rc.1"), ("1.3.0+build.5", "1.3.0+build.5"), ("v0.9.0", "v0.9.0"),
        ] as [(String?, String)]
    )
    func choice(version: String?, expected: String) throws {
        let versions = ["1.2.0", "1.10.0", "2.0.0-rc.1", "1.3.0+build.5", "v0.9.0", "not a version"]
        let index = try index("entries:\n  web:\n" + versions.map { entry("\"\($0)\"") }.joined())
        #expect(try index.chart("web", version: version).version == expected)
    }

    @Test func `what is not there is told with what there is`() throws {
        let index = try index(
            "entries:\n  web:\n" + (0..<8).map { entry("1.0.\($0)") }.joined() + "  api:\n" + entry("1.0.0-a")
        )
        func message(_ name: String, _ version: String?) -> String {
            do {
                return "\(try index.chart(name, version: version))"
            } catch {
                return error.description
            }
        }
        #expect(message("wep", nil).contains("no chart `wep`") && message("wep", nil).contains("Did you mean `web`?"))
        #expect(message("zebra", nil).contains("mirror list charts"))
        #expect(message("web", "9.9.9").contains("no version `9.9.9`"))
        #expect(message("web", "9.9.9").contains("`1.0.7`, `1.0.6`, `1.0.5`, `1.0.4`, `1.0.3` and 3 more"))
        #expect(message("api", nil).contains("no stable version of the chart `api`"))
        #expect(message("web", "one or two").contains("neither a version"))
    }

    @Test func `a version that is broken is told only where it is asked for`() throws {
        let index = try index("entries:\n  web:\n" + entry("1.0.0") + entry("2.0.0", "    digest: zz\n    urls: [b]"))
        #expect(try index.chart("web", version: nil).version == "1.0.0")
        let error = #expect(throws: ChartChoiceError.self) { _ = try index.chart("web", version: "2.0.0") }
        #expect(
            error?.description.contains("version `2.0.0` of the chart `web` cannot be used: its digest `zz`") == true
        )
    }

    @Test func `all charts are every usable version that is no library, the newest first`() throws {
        let index = try index(
            "entries:\n  web:\n" + entry("1.0.0") + entry("1.10.0") + entry("1.9.0") + "  api:\n" + entry("0.1.0-rc")
                + "  lib:\n" + entry("1.0.0", "    type: library\n    urls: [l]")
        )
        #expect(
            index.applications.map { "\($0.name) \($0.version)" } == [
                "api 0.1.0-rc", "web 1.10.0", "web 1.9.0", "web 1.0.0",
            ]
        )
    }

    @Test func `a large index is read without a tree`() throws {
        let more = "    description: \(String(repeating: "x ", count: 200))\n    urls: [a.tgz]"
        let text =
            "entries:\n"
            + (0..<50).map { name in
                "  chart\(name):\n" + (0..<100).map { entry("1.\($0).0", more) }.joined()
            }.joined()
        let index = try index(text)
        #expect(index.applications.count == 5000)
        #expect(try index.chart("chart7", version: nil).version == "1.99.0")
    }

    @Test func `no text makes the reader crash or run for ever`() throws {
        var generator = SeededGenerator(seed: 16)
        let pieces = [
            "entries:", "\n", "  ", "web", ":", "- ", "version: 1.0.0", "{", "}", "[", "]", "*a", "&a ", "\"",
            "urls: [a]", "---\n", "? ", "!x ",
        ]
        for _ in 0..<2000 {
            let text = (0..<Int.random(in: 0...30, using: &generator)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &generator)]
            }.joined()
            _ = try? index(text).applications
        }
    }
}

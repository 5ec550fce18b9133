// SPDX-License-Identifier: Apache-2.0

import Foundation
import TestSupport
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
        var hides: [String]
    }

    static let rows = [
        Row(
            testDescription: "as Red Hat's have it",
            entryPoint: ["/bin/opm"],
            command: ["serve", "/configs", "--cache-dir=/tmp/cache"],
            becomes: ["/bin/opm"],
            runs: ["serve", "/configs"],
            hides: [".wh.configs", "tmp/.wh.cache"]
        ),
        Row(
            testDescription: "flags with separate values, among others",
            entryPoint: ["/bin/opm", "serve", "/configs"],
            command: ["--cache-dir", "/var/cache/opm/", "--cache-enforce-integrity", "--port", "50051"],
            becomes: ["/bin/opm", "serve", "/configs"],
            runs: ["--port", "50051"],
            hides: [".wh.configs", "var/cache/.wh.opm"]
        ),
        Row(
            testDescription: "nothing but flags of the cache in the command",
            entryPoint: ["/bin/opm", "serve", "/configs", "--cache-dir"],
            command: ["cache/../kept", "--cache-enforce-integrity=true"],
            becomes: ["/bin/opm", "serve", "/configs"],
            runs: nil,
            hides: [".wh.configs", "home/.wh.kept"]
        ),
        Row(
            testDescription: "no command",
            entryPoint: ["/bin/opm"],
            command: nil,
            becomes: ["/bin/opm"],
            runs: ["serve", "/configs"],
            hides: [".wh.configs"]
        ),
        Row(
            testDescription: "something else",
            entryPoint: nil,
            command: ["/bin/sh"],
            becomes: nil,
            runs: ["serve", "/configs"],
            hides: [".wh.configs"]
        ),
        Row(
            testDescription: "a cache inside of the catalog, and one that is everything",
            entryPoint: ["opm"],
            command: ["serve", "/configs", "--cache-dir=/configs/.cache", "--cache-dir=/"],
            becomes: ["opm"],
            runs: ["serve", "/configs"],
            hides: [".wh.configs"]
        ),
    ]

    @Test("is what its source runs, without a cache", arguments: rows)
    func adapts(row: Row) throws {
        var settings: [String: Any] = ["WorkingDir": "/home", "Env": ["A=b"], "Labels": ["x": "y"]]
        if let entryPoint = row.entryPoint { settings["Entrypoint"] = entryPoint }
        if let command = row.command { settings["Cmd"] = command }
        let served = ServedCatalog(root: "configs")
        let whiteouts = try served.whiteouts([settings])
        served.adapt(&settings)
        #expect(settings["Entrypoint"] as? [String] == row.becomes)
        #expect(settings["Cmd"] as? [String] == row.runs)
        #expect(settings["Env"] as? [String] == ["A=b"])
        #expect(settings["Labels"] as? [String: String] == ["x": "y"])
        #expect(try Self.names(whiteouts) == row.hides)
    }

    @Test("hides the caches of all platforms, and a deep catalog by its own name")
    func platforms() throws {
        let images: [[String: Any]] = [
            ["Cmd": ["serve", "/a/b/configs", "--cache-dir=/tmp/cache"]], ["Cmd": ["serve", "--cache-dir=/a/b"]], [:],
            ["Cmd": ["serve", "--cache-dir=/tmp/cache"], "Entrypoint": "no list"],
        ]
        let whiteouts = try ServedCatalog(root: "a/b/configs").whiteouts(images)
        #expect(try Self.names(whiteouts) == ["a/.wh.b", "tmp/.wh.cache"])
        let one = try ServedCatalog(root: "a/b/configs").whiteouts([])
        #expect(try Self.names(one) == ["a/b/.wh.configs"])
    }

    /// The members of an archive, which are empty files.
    private static func names(_ archive: [UInt8]) throws -> [String] {
        let folder = try TemporaryDirectory()
        let path = try folder.write(archive, to: "layer.tar")
        let lines = try runTool(["tar", "--numeric-owner", "-tvf", path], environment: ["TZ": "UTC"]).lines
        return lines.map { line in
            #expect(line.hasPrefix("-rw-r--r-- 0/0 ") && line.contains(" 0 1970-01-01 00:00 "))
            return line.split(separator: " ").last.map(String.init) ?? ""
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import MirrorConfiguration
import Plans
import TestSupport
import Testing

/// What holds for whatever operators need of each other, on catalogs made at random.
struct DependencyPropertyTests {
    @Test("Additions are valid, complete, and the same whatever the order of a catalog", arguments: UInt64(1)...150)
    func additions(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        let catalogs = ["one", "two"].map { name in
            (name: name, packages: (0..<6).map { Self.package($0, using: &generator) })
        }
        let selected = Set((0..<6).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.map { "p\($0)" })
        let world = World(catalogs.map { ($0.name, $0.packages, $0.name == "one" ? selected : []) })
        let result = try await world.resolve(adds: true)
        for (part, catalog) in zip(result.parts, catalogs) {
            for (name, selection) in part.selections {
                let source = try #require(catalog.packages.first { $0.name == name })
                #expect(selection.kept.map { PackageProof($0, of: source).holds } == true)
                #expect(Set(selection.bundles.map(\.name)) == selection.kept?.entryNames)
            }
        }
        let again = try await world.resolve(result.parts, adds: true)
        #expect(again.kept == result.kept)
        #expect(again.checks == result.checks.filter { $0.code != "dependency-added" })

        let shuffled = World(
            catalogs.map { catalog in
                let packages = catalog.packages.shuffled(using: &generator).map { package in
                    var package = package
                    package.bundles.shuffle(using: &generator)
                    package.channels.shuffle(using: &generator)
                    return package
                }
                return (catalog.name, packages, catalog.name == "one" ? selected : [])
            }
        )
        let other = try await shuffled.resolve(adds: true)
        #expect(other.kept == result.kept)
        #expect(Set(other.checks.map(\.text)) == Set(result.checks.map(\.text)))
    }

    private static func package(_ number: Int, using generator: inout SeededGenerator) -> CatalogPackage {
        let name = "p\(number)"
        let entries = ["\(name).v2.0.0 > \(name).v1.0.0", "\(name).v1.0.0"]
        var package = made(name, default: "a", ["a": entries, "b": ["\(name).v3.0.0"]])
        let ranges = [">=1.0.0", "1.x", ">=2.0.0 <3.0.0", "3.0.0", ">=4.0.0"]
        for index in package.bundles.indices {
            if Bool.random(using: &generator), let range = ranges.randomElement(using: &generator) {
                let needed = "p\(Int.random(in: 0..<7, using: &generator))"
                package.bundles[index].needs.packages = [RequiredPackage(name: needed, versionRange: range)]
            }
            if Bool.random(using: &generator) {
                let api = Int.random(in: 0..<4, using: &generator)
                package.bundles[index].needs.apis = [CatalogAPI(text: "g/v1 K\(api)")]
            }
            if Bool.random(using: &generator) {
                let api = Int.random(in: 0..<3, using: &generator)
                package.bundles[index].providedAPIs = [CatalogAPI(text: "g/v1 K\(api)")]
            }
        }
        return package
    }

    @Test func `Whatever a bundle calls a range, it is read or refused`() throws {
        var generator = SeededGenerator(seed: 3)
        let pieces = [
            "1.2.3", "1.x", "1.2.x", "2.0.0-1", "0.1", " ", " ", " || ", "|", ">=", "<", ">", "!", "=", "x", ".", "+a",
        ]
        let version = try SemanticVersion("1.2.3")
        var read = 0
        for _ in 0..<20_000 {
            let count = Int.random(in: 0...7, using: &generator)
            let text = (0..<count).compactMap { _ in pieces.randomElement(using: &generator) }.joined()
            guard let range = try? VersionRangeExpression(text) else { continue }
            read += 1
            // A range and its reading are one: blanks around it change nothing.
            #expect(try VersionRangeExpression(" \(text) ").contains(version) == range.contains(version))
        }
        #expect(read > 500)
    }
}

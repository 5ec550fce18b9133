// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import TestSupport
import Testing

@testable import Catalogs

@Suite("The entries of a channel in order")
struct ChannelOrderTests {
    private static func names(_ entries: [ChannelEntry], versions: [String: String?] = [:]) -> [String] {
        let bundles = entries.map { entry in
            CatalogBundle(
                name: entry.name,
                image: "i",
                version: versions[entry.name] ?? "\(entry.name.dropFirst()).0.0"
            )
        }
        let package = CatalogPackage(name: "op", defaultChannel: "c", bundles: bundles)
        return ChannelOrder(CatalogChannel(name: "c", entries: entries), PackageVersions(package)).entries.map(\.name)
    }

    private static func entry(_ name: String, _ replaces: String? = nil, skips: [String] = []) -> ChannelEntry {
        ChannelEntry(name: name, replaces: replaces, skips: skips)
    }

    @Test func `come after what replaces or skips them, and otherwise with the highest version first`() {
        #expect(Self.names(["v1", "v10", "v2"].map { Self.entry($0) }) == ["v10", "v2", "v1"])
        // An update leads from a high version to a low one here.
        #expect(Self.names([Self.entry("v1", "v5"), Self.entry("v5"), Self.entry("v3")]) == ["v3", "v1", "v5"])
        #expect(Self.names([Self.entry("v9"), Self.entry("v1", skips: ["v9"])]) == ["v1", "v9"])
    }

    @Test func `without a version come last, by their names, and each only once`() {
        let entries = ["v2", "v3", "v1", "v2"].map { Self.entry($0) }
        #expect(Self.names(entries, versions: ["v3": nil, "v2": nil]) == ["v1", "v3", "v2"])
    }

    @Test func `in a circle are cut before the highest version`() {
        #expect(
            Self.names([Self.entry("v1", "v3"), Self.entry("v2", "v1"), Self.entry("v3", "v2")]) == ["v3", "v2", "v1"]
        )
        #expect(Self.names([Self.entry("v1", "v1")]) == ["v1"])
    }

    @Test(arguments: 0..<40) func `are all there, and no update leads up, whatever the order of the catalog`(
        seed: UInt64
    ) {
        var generator = SeededGenerator(seed: seed)
        let count = Int.random(in: 1...9, using: &generator)
        // Each leads to entries of lower numbers only, so that there is no circle; the versions are mixed.
        let numbers = Array(1...count).shuffled(using: &generator)
        let entries = (0..<count).map { place in
            let below = (0..<place).filter { _ in Int.random(in: 0..<3, using: &generator) == 0 }.map {
                "v\(numbers[$0])"
            }
            return Self.entry("v\(numbers[place])", below.first, skips: Array(below.dropFirst()))
        }
        let names = Self.names(entries)
        #expect(Set(names) == Set(entries.map(\.name)) && names.count == count)
        for entry in entries {
            for target in [entry.replaces].compactMap(\.self) + entry.skips {
                #expect((names.firstIndex(of: entry.name) ?? 0) < (names.firstIndex(of: target) ?? 0))
            }
        }
        #expect(Self.names(entries.shuffled(using: &generator)) == names)
    }
}

@Suite("Updates drawn as lines")
struct UpdateLanesTests {
    private static func draw(_ entries: [(String, String?)]) -> [String] {
        let entries = entries.map { ChannelEntry(name: $0, replaces: $1) }
        var lanes = UpdateLanes(entries)
        return entries.map { lanes.draw($0) }
    }

    @Test func `are one line for a chain, with a filled mark for its head`() {
        #expect(Self.draw([("3", "2"), ("2", "1"), ("1", nil)]) == ["●", "○", "○"])
        #expect(Self.draw([("2", nil), ("1", nil)]) == ["●", "●"])
    }

    @Test func `meet at what several replace`() {
        #expect(Self.draw([("4", "2"), ("3", "2"), ("2", "1"), ("1", nil)]) == ["●", "│ ●", "○─╯", "○"])
        #expect(Self.draw([("5", "2"), ("4", "2"), ("3", "2"), ("2", nil)]) == ["●", "│ ●", "│ │ ●", "○─┴─╯"])
    }

    @Test func `cross those that lead elsewhere`() {
        #expect(
            Self.draw([("a", "x"), ("b", "y"), ("c", "x"), ("x", nil), ("y", nil)])
                == ["●", "│ ●", "│ │ ●", "○─┼─╯", "  ○"]
        )
    }

    @Test func `are not drawn to what is no entry, nor up again`() {
        #expect(Self.draw([("2", "0"), ("1", nil)]) == ["●", "●"])
        #expect(Self.draw([("2", "1"), ("1", "2")]) == ["○", "○"])
    }

    @Test func `are left out where there are more than anybody could follow`() {
        let few = (1...8).map { ("h\($0)", String?.some("t\($0)")) } + (1...8).map { ("t\($0)", String?.none) }
        #expect(Self.draw(few).contains { $0.contains("│") })
        let many = (1...9).map { ("h\($0)", String?.some("t\($0)")) } + (1...9).map { ("t\($0)", String?.none) }
        #expect(Set(Self.draw(many)) == ["●", "○"])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Catalogs
import TestSupport
import Testing

struct ChannelGraphTextTests {
    private static let suite: [(title: String, package: CatalogPackage)] = [
        ("a single entry", CatalogPackage(["op.v1.0.0"])),
        ("a chain", CatalogPackage(["op.v1.0.0", "op.v1.1.0 > op.v1.0.0", "op.v1.10.0 > op.v1.1.0"])),
        ("a fork", CatalogPackage(RangeOracleTests.foo)),
        (
            "forks within forks",
            CatalogPackage([
                "op.v6.0.0 > op.v5.0.0 ! op.v5.1.0 ! op.v5.2.0", "op.v5.2.0 > op.v1.0.0", "op.v5.1.0 > op.v2.0.0",
                "op.v5.0.0 > op.v2.0.0", "op.v2.0.0 > op.v1.0.0 ! op.v1.5.0", "op.v1.5.0 > op.v1.0.0", "op.v1.0.0",
            ])
        ),
        ("skips without a predecessor", CatalogPackage(RangeOracleTests.baz)),
        (
            "what is no entry",
            CatalogPackage(["op.v1.1.0 > op.v1.0.0 ! op.v0.9.0 ! op.v1.0.1", "op.v1.0.1 > op.v1.0.0"])
        ),
        (
            "many skips",
            CatalogPackage(["op.v2.0.0 > op.v1.0.0" + (1..<60).map { " ! op.v1.\($0).0" }.joined(), "op.v1.0.0"])
        ),
        (
            "versions that are out of order",
            CatalogPackage(["1.1.0 > 2.0.0", "2.0.0 > 1.0.0", "1.0.0 > 0.1.0", "0.1.0"])
        ),
        ("a range that is skipped, and a bundle that is missing", skipRange),
        ("several heads", CatalogPackage(["op.v3.0.0 > op.v1.0.0", "op.v2.0.0 > op.v1.0.0", "op.v1.0.0"])),
        ("a circle", CatalogPackage(["op.v3.0.0 > op.v2.0.0", "op.v2.0.0 > op.v1.0.0", "op.v1.0.0 > op.v2.0.0"])),
        ("nothing but a circle", CatalogPackage(["op.v2.0.0 > op.v1.0.0", "op.v1.0.0 > op.v2.0.0"])),
        (
            "an entry that no update reaches",
            CatalogPackage(["op.v3.0.0 ! op.v2.0.0", "op.v2.0.0 > op.v1.0.0", "op.v1.0.0"])
        ),
        ("more lanes than anyone can follow", lanes),
        ("names to be wary of", CatalogPackage(["op.v1.0.0\u{1b}[2J > op\nx", "op.v1.0.0"])),
        ("no entries", CatalogPackage([])),
    ]

    private static var skipRange: CatalogPackage {
        var package = CatalogPackage(["op.v2.0.0 > op.v1.0.0", "op.v1.0.0"], absent: ["op.v1.0.0"])
        package.channels[0].entries[0].skipRange = ">=1.0.0 <2.0.0"
        return package
    }

    private static var lanes: CatalogPackage {
        let branches = (1...10).map { "op.v2.\($0).0 > op.v1.\($0).0" } + (1...10).map { "op.v1.\($0).0" }
        return CatalogPackage(["op.v3.0.0" + (1...10).map { " ! op.v2.\($0).0" }.joined()] + branches)
    }

    @Test func `Channels are drawn`() throws {
        let drawings = Self.suite.map { title, package in
            "# \(title)\n\n\(ChannelGraphText(package.channels[0], of: package))\n"
        }
        try expectGolden(drawings.joined(separator: "\n"), "channel-graphs.txt")
    }

    @Test func `Operators of a real shape are drawn`() throws {
        let drawings = ThreeOperators.all.flatMap { package in
            package.channels.map { "# \(package.name) \($0.name)\n\n\(ChannelGraphText($0, of: package, width: 80))\n" }
        }
        try expectGolden(drawings.joined(separator: "\n"), "three-operators.txt")
    }

    @Test func `The order of a catalog does not change a drawing, nor do entries that come twice`() {
        var generator = SeededGenerator(seed: 7)
        for (title, package) in Self.suite {
            var shuffled = package
            shuffled.bundles.shuffle(using: &generator)
            shuffled.channels[0].entries.shuffle(using: &generator)
            let expected = ChannelGraphText(package.channels[0], of: package).lines
            #expect(ChannelGraphText(shuffled.channels[0], of: shuffled).lines == expected, "\(title)")
        }
    }
}

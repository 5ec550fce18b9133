// SPDX-License-Identifier: Apache-2.0

import Catalogs
import TestSupport
import Testing

@testable import Plans

@Suite("What is kept of a package")
struct KeptPackageWholenessTests {
    /// A change that leaves something out or makes it another one.
    enum Change: CaseIterable, Sendable {
        case otherName, otherDefault, withoutChannel, withoutEntry, entryOfOneChannel, emptyChannel, looseBundle
    }

    private var package: CatalogPackage {
        CatalogPackage(
            name: "op",
            defaultChannel: "stable",
            channels: [
                CatalogChannel(
                    name: "stable",
                    entries: [ChannelEntry(name: "op.v2", replaces: "op.v1"), ChannelEntry(name: "op.v1")]
                ),
                CatalogChannel(name: "alpha", entries: [ChannelEntry(name: "op.v2")]),
            ],
            bundles: ["op.v1", "op.v2"].map { CatalogBundle(name: $0, image: "quay.io/op:\($0)", version: nil) }
        )
    }

    private var all: KeptPackage {
        KeptPackage(
            name: "op",
            channels: [
                KeptChannel(name: "alpha", entries: ["op.v2"]),
                KeptChannel(name: "stable", entries: ["op.v1", "op.v2"]),
            ]
        )
    }

    @Test("is all of it with every channel, entry and bundle, and the default channel that it has")
    func everything() {
        #expect(all.isAll(of: package))
        var same = all
        same.fields.defaultChannel = "stable"
        #expect(same.isAll(of: package))
    }

    @Test("is not all of it where anything is left out or changed", arguments: Change.allCases)
    func part(change: Change) {
        var (kept, package) = (all, package)
        switch change {
        case .otherName: kept.fields.name = "other"
        case .otherDefault: kept.fields.defaultChannel = "alpha"
        case .withoutChannel: kept.fields.channels.removeFirst()
        case .withoutEntry: kept.fields.channels[1].fields.entries = ["op.v2"]
        // The bundle stays by the other channel.
        case .entryOfOneChannel: package.channels[1].entries.append(ChannelEntry(name: "op.v1"))
        case .emptyChannel: package.channels.append(CatalogChannel(name: "empty", entries: []))
        case .looseBundle:
            package.bundles.append(CatalogBundle(name: "op.v3", image: "quay.io/op:v3", version: nil))
        }
        #expect(!kept.isAll(of: package))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import TestSupport
import Testing
@testable import Planning

@Suite("What changes since the last apply")
struct ChangeComparisonTests {
    private static let catalog: PlacedName = "mirror.example:5000/ocp/redhat/index:v4.18"

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func entry(_ version: String) -> CatalogEntry {
        CatalogEntry(name: "logging.v\(version)", version: version)
    }

    /// A package with one bundle or more in each channel, the last of which is the head.
    private static func package(
        _ channels: [String: [String]],
        default name: String = "stable",
        isWhole: Bool = false
    ) -> CatalogRecord.Package {
        CatalogRecord.Package(
            name: "logging",
            defaultChannel: name,
            channels: channels.sorted { $0.key < $1.key }.map { name, versions in
                CatalogRecord.Channel(
                    name: name,
                    head: versions.last.map { "logging.v\($0)" },
                    entries: isWhole ? [] : versions.map(entry)
                )
            }
        )
    }

    private static func record(_ packages: [CatalogRecord.Package], base: String = "a") -> CatalogRecord {
        CatalogRecord(destination: catalog, base: digest(base), packages: packages)
    }

    private static func image(_ name: PlacedName, _ type: ImageType, _ release: ReleaseFacts? = nil) -> PlacedImage {
        PlacedImage(destination: name, digest: digest("\(name)"), type: type, origins: ["x.io/y:1"], release: release)
    }

    private static func payload(_ version: String, _ architecture: String = "amd64") -> PlacedImage {
        image(
            PlacedName("mirror.example:5000/ocp/openshift/release-images:\(version)-\(architecture)"),
            .releasePayload,
            ReleaseFacts(version: version, architecture: architecture, signatures: [])
        )
    }

    /// The changes from a ledger with these images and records to a plan with those.
    private func changes(
        from old: (images: [PlacedImage], records: [CatalogRecord]),
        to new: (images: [PlacedImage], records: [CatalogRecord]),
        isAsked: Bool = false,
        wantedBy: String = "isc.yaml"
    ) -> PlannedChanges {
        var ledger = TargetLedger(target: "mirror.example:5000/ocp")
        ledger.records = old.records.map(SectionRecord.catalog)
        for image in old.images {
            ledger.entries[image.destination] = TargetLedger.Entry(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: [wantedBy]
            )
        }
        let last = AppliedPlan(
            id: Self.digest("last"),
            configuration: Self.digest(isAsked ? "other" : "isc"),
            options: PlanOptions()
        )
        let configuration = ConfigurationRecord(path: "isc.yaml", digest: Self.digest("isc"))
        return ChangeComparison(
            ledger: ledger,
            path: "isc.yaml",
            placed: new.images,
            catalogs: new.records,
            rule: CauseRule(ledger, of: configuration, with: PlanOptions(), since: last)
        ).changes(since: last)
    }

    private func operators(
        from old: CatalogRecord?,
        to new: CatalogRecord?,
        isAsked: Bool = false
    ) -> [OperatorChange] {
        let image = Self.image(Self.catalog, .operatorCatalog)
        return changes(
            from: (old == nil ? [] : [image], [old].compactMap(\.self)),
            to: (new == nil ? [] : [image], [new].compactMap(\.self)),
            isAsked: isAsked
        ).operators
    }

    @Test("names the head that moved, with the bundles that come and go, and who moved it")
    func moved() throws {
        let found = operators(
            from: Self.record([Self.package(["stable": ["6.1.0", "6.2.0"], "old": ["5.0.0"]])]),
            to: Self.record([Self.package(["stable": ["6.2.0", "6.2.1"], "old": ["5.0.0"]])], base: "b")
        )
        #expect(found.count == 1 && found[0].kind == .changed && found[0].cause == .upstream)
        let channel = OperatorChange.Channel(
            name: "stable",
            kind: .changed,
            heads: (before: Self.entry("6.2.0"), after: Self.entry("6.2.1")),
            added: [Self.entry("6.2.1")],
            removed: [Self.entry("6.1.0")]
        )
        #expect(found[0].channels == [channel])
    }

    @Test("is nothing where a catalog offers the same, whatever its base")
    func same() {
        let package = Self.package(["stable": ["6.2.0"]])
        #expect(operators(from: Self.record([package]), to: Self.record([package], base: "b")).isEmpty)
    }

    @Test("tells added and removed operators and channels, and another default channel")
    func kinds() {
        let one = Self.package(["stable": ["1.0.0"]])
        let two = Self.package(["stable": ["1.0.0"], "fast": ["2.0.0"]], default: "fast")
        #expect(operators(from: nil, to: Self.record([one])).map(\.kind) == [.added])
        #expect(
            operators(from: Self.record([]), to: Self.record([one]), isAsked: true).map(\.cause) == [.configuration]
        )
        #expect(operators(from: Self.record([one]), to: nil, isAsked: true).map(\.kind) == [.removed])
        let changed = operators(from: Self.record([one]), to: Self.record([two]))
        #expect(changed.map(\.cause) == [.configuration] && changed[0].channels.map(\.kind) == [.added])
        #expect(changed[0].defaultBefore == "stable" && changed[0].defaultAfter == "fast")
    }

    @Test("compares only heads where a catalog is mirrored whole")
    func whole() {
        let old = Self.record([Self.package(["stable": ["1.0.0"], "b": ["1.0.0"]], isWhole: true)])
        let new = Self.record(
            [Self.package(["stable": ["1.0.0", "2.0.0"], "b": ["1.0.0"]], isWhole: true)],
            base: "b"
        )
        let found = operators(from: old, to: new)
        #expect(found.map { $0.channels.map(\.name) } == [["stable"]])
        #expect(found[0].channels[0].added.isEmpty && found[0].channels[0].headAfter?.name == "logging.v2.0.0")
        let partly = Self.record([Self.package(["stable": ["1.0.0"], "b": ["1.0.0"]])])
        #expect(operators(from: old, to: partly).isEmpty)
    }

    @Test("says nothing of a catalog whose earlier content is unknown, nor of another configuration's")
    func unknown() {
        let image = Self.image(Self.catalog, .operatorCatalog)
        let new = Self.record([Self.package(["stable": ["1.0.0"]])])
        #expect(changes(from: ([image], []), to: ([image], [new])).operators.isEmpty)
        #expect(changes(from: ([image], [new]), to: ([image], [])).operators.isEmpty)
        #expect(changes(from: ([image], [new]), to: ([], []), wantedBy: "other.yaml").operators.isEmpty)
    }

    @Test("lists releases in the order of versions, for each processor")
    func releases() {
        let old = ["4.15.9", "4.15.11", "4.16.0-rc.1"].map { Self.payload($0) } + [Self.payload("4.15.9", "arm64")]
        let new =
            ["4.15.11", "4.16.0", "4.15.30", "4.15.4"].map { Self.payload($0) } + [Self.payload("4.15.9", "arm64")]
        let found = changes(from: (old, []), to: (new, []), isAsked: true)
        #expect(
            found.releases == [
                ReleaseChange(
                    architecture: "amd64",
                    because: .configuration,
                    added: ["4.15.4", "4.15.30", "4.16.0"],
                    dropped: ["4.15.9", "4.16.0-rc.1"],
                    staying: 1
                )
            ]
        )
        #expect(found.since == Self.digest("last"))
        #expect(
            ChangeComparison.sorted(["x10", "x9", "4.16.0", "4.16.0-rc.1"]) == ["4.16.0-rc.1", "4.16.0", "x9", "x10"]
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Ledger
import OCI
import Plans
import Testing

@testable import Histories

private let one = Sample.digest("one")
private let two = Sample.digest("two")

/// A set as it is found beside its record, and what is wrong.
struct ComparedSet: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let volumes: [FoundVolume]
    var parts = 1
    var record = Sample.record(one, [1])
    let findings: [HistoryFinding.Kind]
    var found: String?
    var expected: String?
    var isCorrected = false

    static let all = [
        Self(testDescription: "without an index", volumes: [Sample.volume(1)], findings: []),
        Self(testDescription: "by its index", volumes: [Sample.volume(1, indexed: "sum 1")], findings: []),
        Self(
            testDescription: "of another size",
            volumes: [Sample.volume(1, size: 1024)],
            findings: [.size],
            found: "1024 bytes",
            expected: "512 bytes",
            isCorrected: true
        ),
        Self(
            testDescription: "with another checksum by its index",
            volumes: [Sample.volume(1, indexed: "other")],
            findings: [.checksum],
            found: "\(Sample.digest("other"))",
            expected: "\(Sample.digest("sum 1"))",
            isCorrected: true
        ),
        Self(
            testDescription: "with another checksum when it was read",
            volumes: [Sample.volume(1, audit: Sample.audit(1, "other"))],
            findings: [.checksum],
            isCorrected: true
        ),
        Self(
            testDescription: "of which index and history say the same, and reading something else",
            volumes: [Sample.volume(1, indexed: "sum 1", audit: Sample.audit(1, "other"))],
            findings: [.damaged],
            expected: "\(Sample.digest("sum 1")) by mirror_index.json and the history"
        ),
        Self(
            testDescription: "whose index is wrong, and the history right",
            volumes: [Sample.volume(1, indexed: "other", audit: Sample.audit(1, "sum 1"))],
            findings: [.index],
            expected: "\(Sample.digest("other")) by mirror_index.json"
        ),
        Self(
            testDescription: "with damaged blobs, which says enough of its checksum",
            volumes: [Sample.volume(1, audit: Sample.audit(1, "other", damaged: 2))],
            findings: [.damaged],
            found: "\(Sample.digest("hole")) and 1 more at 0",
            expected: "\(Sample.digest("whole"))"
        ),
        Self(
            testDescription: "that lacks a blob",
            volumes: [Sample.volume(1, blobs: [])],
            findings: [.blobs],
            found: "no \(Sample.digest("blob 1"))",
            expected: "1 blobs and manifests, this among them",
            isCorrected: true
        ),
        Self(
            testDescription: "that has more blobs",
            volumes: [Sample.volume(1, blobs: ["blob 1", "more"])],
            findings: [.blobs],
            found: "\(Sample.digest("more"))",
            expected: "1 blobs and manifests, this not among them",
            isCorrected: true
        ),
        Self(
            testDescription: "of which a part was carried away",
            volumes: [Sample.volume(1)],
            parts: 2,
            record: Sample.record(one, [1, 2]),
            findings: []
        ),
        Self(
            testDescription: "with other volumes than its record names",
            volumes: [Sample.volume(1)],
            record: Sample.record(one, [1, 9]),
            findings: [.volumes, .blobs],
            found: "mirror_000001.tar",
            expected: "mirror_000001.tar, mirror_000009.tar",
            isCorrected: true
        ),
    ]
}

@Suite("A history beside the volumes that it tells of")
struct ComparisonTests {
    @Test("finds what is wrong with a set", arguments: ComparedSet.all)
    func compare(row: ComparedSet) {
        let comparison = Sample.comparison([Sample.set(one, row.volumes, parts: row.parts)], [row.record])
        let findings = comparison.findings
        #expect(findings.map(\.kind) == row.findings)
        if let found = row.found { #expect(findings.first?.found == found) }
        if let expected = row.expected { #expect(findings.first?.expected == expected) }
        #expect(comparison.corrections.map(\.set.plan) == (row.isCorrected ? [one] : []))
        #expect(findings.contains(where: \.isRepairable) == row.isCorrected)
        #expect(comparison.additions.isEmpty)
        #expect(comparison.present.map(\.plan) == [one])
    }

    @Test("takes in a set that it lacks, if every volume of it is whole")
    func unknown() throws {
        let comparison = Sample.comparison([Sample.set(one, [Sample.volume(1), Sample.volume(2)])])
        let finding = try #require(comparison.findings.first)
        #expect(finding.kind == .unknownSet && finding.set == one)
        #expect(finding.found == "mirror_000001.tar to mirror_000002.tar with 2 blobs and manifests")
        #expect(finding.remedy == "Add it: mirror history repair --to file:///media/usb /media/usb")
        #expect(comparison.additions.map(\.plan) == [one])
        #expect(comparison.unproven == 2)

        let broken = Sample.volume(1, audit: Sample.audit(1, "sum 1", damaged: 1))
        let damaged = Sample.comparison([Sample.set(one, [broken])])
        #expect(damaged.findings.map(\.kind) == [.damaged, .unknownSet])
        #expect(damaged.additions.isEmpty)
    }

    @Test("says what has to be there to take a set in")
    func incomplete() throws {
        let finding = try #require(
            Sample.comparison([Sample.set(one, [Sample.volume(1)], parts: 3)]).findings.first
        )
        #expect((finding.kind, finding.volume) == (.incompleteSet, "mirror_000002.tar"))
        #expect(finding.found == "1 volume of 3")
    }

    @Test("says of a set for another archive where its history is")
    func otherTarget() throws {
        var set = Sample.set(one, [Sample.volume(1)], parts: 3)
        set.file = try Sample.file("one", for: "file:///media/other")
        let finding = try #require(Sample.comparison([set]).findings.first)
        #expect(finding.kind == .otherTarget)
        #expect(finding.remedy.hasSuffix("mirror history verify --to file:///media/other /media/usb"))
    }

    @Test("takes in no set whose numbers another one has")
    func numbers() throws {
        let rival = Sample.set(two, [Sample.volume(2)], first: 2)
        let recorded = Sample.comparison([rival], [Sample.record(one, [1, 2])])
        let finding = try #require(recorded.findings.first)
        #expect(finding.kind == .numbers)
        #expect(finding.remedy.hasSuffix("--forget \(one.short)"))
        let both = Sample.comparison([Sample.set(one, [Sample.volume(1), Sample.volume(2)]), rival])
        #expect(both.findings.map(\.kind) == [.numbers, .numbers])
        #expect(both.findings.map(\.set) == [one, two])
        #expect(recorded.additions.isEmpty && both.additions.isEmpty)
    }

    @Test("finds two records of its own that cannot both be right")
    func overlaps() throws {
        let history = [Sample.record(one, [1, 2]), Sample.record(two, [2, 3])]
        let finding = try #require(Sample.comparison([], history).findings.first)
        #expect((finding.kind, finding.set) == (.numbers, two))
        #expect(finding.found == "mirror_000002.tar to mirror_000003.tar")
        #expect(finding.expected.hasSuffix("the set \(one.short): mirror_000001.tar to mirror_000002.tar"))
    }

    @Test("says nothing of a set that never arrived and still lies here")
    func forgotten() {
        let set = Sample.set(one, [Sample.volume(1)])
        let comparison = Sample.comparison([set], forgotten: [Sample.record(one, [1])])
        #expect(comparison.findings.isEmpty && comparison.additions.isEmpty)
    }

    @Test(
        "names the set of a volume that cannot be read",
        arguments: [(two, two), (Digest?.none, Digest?.some(one))]
    )
    func unreadable(plan: Digest?, set: Digest?) throws {
        let lost = LostVolume(name: VolumeName(1), plan: plan, reason: "it is cut off", blobs: nil)
        let comparison = Sample.comparison(
            [],
            [Sample.record(one, [1])],
            damages: [.init(folder: "/media/usb", volume: lost)]
        )
        #expect(
            comparison.findings == [
                HistoryFinding(
                    kind: .damaged,
                    set: set,
                    volume: "mirror_000001.tar",
                    found: "it is cut off",
                    expected: "a whole volume",
                    remedy: "Copy it again to /media/usb from where the archive was made."
                )
            ]
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Reviews
import SequenceMetadata
import SequencedArchives
import TestSupport
import Testing
import Views

@testable import Runs

@Suite("What is in an archive")
struct ArchiveReportsViewTests {
    private static let plan = Digest(of: Array("plan".utf8))

    private func volume(_ number: Int, of parts: Int? = 2) -> ArchiveReport.Volume {
        ArchiveReport.Volume(
            name: "\(VolumeName(number))",
            size: 1024,
            plan: parts.map { _ in Self.plan },
            part: parts.map { _ in number },
            parts: parts,
            blobs: 3
        )
    }

    private func report(_ kind: ArchiveReport.Kind, _ volumes: [ArchiveReport.Volume]) -> ArchiveReport {
        var report = ArchiveReport(path: "/media/usb", kind: kind)
        report.volumes = volumes
        (report.blobs, report.bytes, report.tags, report.documents) = (3, 2048, 1, 0)
        return report
    }

    private func text(_ report: ArchiveReport) -> [String] {
        ArchiveReportsView([report]).text(.plain, true).split(separator: "\n").map(String.init)
    }

    @Test(
        "begins with what was looked at",
        arguments: [
            (.archive, 2, "/media/usb: 1 set in 2 volumes of 2.0 KiB"), (.archive, 0, "/media/usb: 0 sets, unpacked"),
            (.foreign, 1, "/media/usb: an archive that mirror did not write, 1 volume of 1.0 KiB"),
            (.storage, 0, "/media/usb: the storage of a registry"),
            (.volume, 1, "/media/usb: part 1 of 2 of the set \(plan.short)"),
            (.index, 2, "/media/usb: the index of 1 set in 2 volumes of 2.0 KiB"),
        ] as [(ArchiveReport.Kind, Int, String)]
    )
    func title(kind: ArchiveReport.Kind, volumes: Int, title: String) {
        #expect(text(report(kind, (0..<volumes).map { volume($0 + 1) }))[0] == title)
    }

    @Test("tells of a volume by itself that somebody else wrote it")
    func foreign() {
        #expect(text(report(.volume, [volume(1, of: nil)]))[0] == "/media/usb: a volume that mirror did not write")
    }

    @Test("counts blobs, tags, repositories and documents, but of an index only blobs")
    func total() {
        var whole = report(.storage, [])
        whole.repositories = ["a/b", "c/d"]
        whole.documents = 1
        #expect(
            text(whole).suffix(2) == [
                "Total: 3 blobs of 2.0 KiB, 1 tag in 2 repositories, 1 document.", "Repositories: a/b and c/d",
            ]
        )
        #expect(text(report(.index, [volume(1)])).last == "Total: 3 blobs of 2.0 KiB.")
    }

    @Test(
        "names as many repositories as people read",
        arguments: [
            (1, "r1"), (2, "r1 and r2"), (12, "r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11 and r12"),
            (15, "r1, r2, r3, r4, r5, r6, r7, r8, r9, r10, r11, r12 and 3 more"),
        ]
    )
    func repositories(count: Int, names: String) {
        var report = report(.storage, [])
        report.repositories = (1...count).map { "r\($0)" }
        #expect(text(report).last == "Repositories: \(names)")
    }

    @Test("names what is lost or damaged, and says so of all only after reading")
    func wrong() {
        var lost = report(.archive, [volume(1)])
        lost.lost = [
            .init(name: "mirror_000002.tar", reason: "it is missing", blobs: 1),
            .init(name: "mirror_000003.tar", reason: "it is short", blobs: 2),
            .init(name: "mirror_000004.tar", reason: "it is missing", blobs: nil),
        ]
        lost.problems = ["mirror_000001.tar: damaged"]
        lost.verified = true
        #expect(!lost.isWhole)
        #expect(
            text(lost).suffix(5) == [
                "lost mirror_000002.tar: it is missing; 1 blob is lost with it",
                "lost mirror_000003.tar: it is short; 2 blobs are lost with it",
                "lost mirror_000004.tar: it is missing",
                "Copy the missing volumes again from where the archive was made, or see `mirror plan --report-missing`.",
                "damaged mirror_000001.tar: damaged",
            ]
        )
        var verified = report(.archive, [volume(1)])
        #expect(verified.isWhole)
        #expect(!text(verified).contains("Every byte was read and is intact."))
        verified.verified = true
        #expect(text(verified).last == "Every byte was read and is intact.")
    }

    // Sets

    /// A set with one blob, which an earlier one `reuses`, and one image that lies at the target `before`.
    private func set(reuses: Bool = false, before: Bool = true) throws -> SetReport {
        let plan = Plan(
            work: .copiesToArchive(folder: "/media/usb"),
            configuration: Plan.sample.configuration,
            options: PlanOptions(since: "2026-11-01"),
            target: PlanTarget(TargetPlace("file:///media/usb")),
            actions: Plan.sample.actions,
            blobs: Plan.sample.blobs.map {
                BlobTransfer(
                    digest: $0.digest,
                    size: $0.size,
                    source: $0.source,
                    home: $0.home,
                    atHome: reuses,
                    mountInto: $0.mountInto
                )
            },
            inSync: before ? Plan.sample.inSync : []
        )
        return SetReport(try PlanFile(plan), volumes: [VolumeName(1)])
    }

    @Test("names the source and the contents of a set")
    func sets() throws {
        let set = try set()
        #expect(set.volumes == ["mirror_000001.tar"])
        #expect(set.brings == .init(blobs: 1, bytes: 50))
        #expect(set.reuses == .init(blobs: 0, bytes: 0))
        #expect(set.broughtBefore == 1)
        var report = report(.archive, [volume(1)])
        report.sets = [set]
        let lines = text(report)
        #expect(
            lines[1...7] == [
                "Set \(set.plan.short)",
                "  planned from isc.yaml sha256:\(set.configuration.digest.short) with --since 2026-11-01",
                "  for file:///media/usb, the first set", "  mirror_000001.tar  1.0 KiB", "  brings 1 blob of 50 B:",
                "    1 additional image", "  earlier sets brought 1 image of the configuration",
            ]
        )
    }

    @Test(
        "tells what a set needs of earlier ones",
        arguments: [
            (false, false, "  needs no earlier set"), (true, false, "  needs 1 blob of 50 B of earlier sets"),
            (false, true, "  earlier sets brought 1 image of the configuration"),
            (true, true, "  needs 1 blob of 50 B of earlier sets, which brought 1 image of the configuration"),
        ]
    )
    func needs(reuses: Bool, before: Bool, line: String) throws {
        var report = report(.archive, [volume(1)])
        report.sets = [try set(reuses: reuses, before: before)]
        #expect(text(report).contains(line))
    }

    @Test("is an array of the same reports as JSON, and texts with an empty line between them")
    func several() throws {
        let reports = [report(.storage, []), report(.index, [volume(1)])]
        let view = ArchiveReportsView(reports)
        #expect(view.text(.plain, true).components(separatedBy: "\n\n/media/usb: ").count == 2)
        let objects = try #require(
            try JSONSerialization.jsonObject(with: Data(view.json().utf8)) as? [[String: Any]]
        )
        #expect(objects.map { $0["kind"] as? String } == ["storage", "index"])
        #expect(objects.map { $0["bytes"] as? Int } == [2048, 2048])
        #expect((objects[1]["volumes"] as? [[String: Any]])?.first?["name"] as? String == "mirror_000001.tar")
    }

    @Test("tells of an archive of oc-mirror v1 its sequence, what it brings, and what it needs")
    func sequences() async throws {
        var bench = try SequenceBench()
        let shared = Array("shared".utf8)
        let images = try ["1", "2"].map { try TestImage(layers: [shared], format: .docker, labels: ["is": $0]) }
        try await bench.write([.init(repository: "a", tag: "1", image: images[0])])
        try await bench.write(
            [.init(repository: "b", tag: "2", image: images[1], type: .bundle)],
            documents: [.init("charts/one-1.0.tgz", .bytes([1]))]
        )
        let report = try await DescribeRun(of: bench.folder.path, verifies: false, writesIndex: false) { _ in }.report()
        let lines = text(report)
        #expect(lines[0].hasPrefix("\(bench.folder.path): 2 archives of oc-mirror v1 in 2 files of "))
        #expect(lines.contains("Sequence 1 of the workspace \(SequenceBench.uid)"))
        #expect(lines.contains("  made 2026-11-30T02:29:23Z, mirror.openshift.io/v1alpha2"), "\(lines)")
        #expect(lines.contains("  needs no earlier archive"))
        #expect(lines.contains("  needs 1 blob that earlier archives brought, for b:2"))
        #expect(lines.contains("    1 Helm chart: one-1.0.tgz"))
        #expect(lines.contains("  2 images should be at the target after it"))
        let json = try ArchiveReportsView([report]).json()
        #expect(json.contains("\"kind\": \"oc-mirror-v1\"") && json.contains("\"all_images\": 2"), "\(json)")
    }
}

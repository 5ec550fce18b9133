// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import OCI
import Plans
import TestSupport
import Testing

@testable import Runs

@Suite("What is told of a set of volumes")
struct SetReportTests {
    private static let digest = Digest(of: [1])

    private static func image(_ type: ImageType, _ name: String, _ facts: SectionFacts? = nil) -> PlacedImage {
        PlacedImage(
            ImageIdentity(type, origins: ["quay.io/\(name)"], digest: digest),
            at: PlacedName("localhost/\(name)"),
            facts: facts
        )
    }

    private static func action(_ type: ImageType, _ name: String, _ facts: SectionFacts? = nil) -> Action {
        Action(
            .copy,
            image(type, name, facts),
            from: ContentSupply(ContentPlace("quay.io/\(name)@\(digest)"), size: 1, transfer: 1),
            expecting: Action.Expectation(destination: nil),
            because: ChangeGrounds("missing at destination", requestedBy: [])
        )
    }

    private static func blob(_ number: UInt8, size: Int64, atHome: Bool) -> BlobTransfer {
        BlobTransfer(
            digest: Digest(of: [number]),
            size: size,
            source: "quay.io/a",
            home: "localhost/a",
            atHome: atHome,
            mountInto: []
        )
    }

    private static func release(_ version: String) -> SectionFacts {
        .release(ReleaseFacts(version: version, architecture: "amd64", signatures: []))
    }

    private func plan() -> Plan {
        Plan(
            Plan.Subject(
                work: .copiesToArchive(folder: "/usb"),
                configuration: ConfigurationRecord(path: "isc.yaml", digest: Self.digest),
                options: PlanOptions(allowMissing: true, since: "2026-01-01"),
                target: PlanTarget(.archive(folder: "/usb"), serial: 4)
            ),
            copies: Plan.Copies(
                [
                    Self.action(.signature, "a:x.sig"), Self.action(.additionalImage, "b:1"),
                    Self.action(.additionalImage, "c:1"),
                    Self.action(.releasePayload, "release:2", Self.release("4.16.2")),
                    Self.action(.releasePayload, "release:1", Self.release("4.16.1")),
                    Self.action(.operatorCatalog, "index:v2"), Self.action(.operatorCatalog, "index:v1"),
                    Self.action(.operatorCatalog, "index:v1"), Self.action(.operatorBundle, "bundle:1"),
                ],
                blobs: [
                    Self.blob(1, size: 5, atHome: false), Self.blob(2, size: 7, atHome: true),
                    Self.blob(3, size: 11, atHome: false), Self.blob(4, size: 0, atHome: true),
                ],
                archive: PlannedArchive(limit: 10, firstVolume: 3)
            ),
            holdings: Plan.Holdings(inSync: [Self.image(.additionalImage, "d:1"), Self.image(.signature, "d:x.sig")])
        )
    }

    @Test("is what its plan brings: images by type, releases and catalogs")
    func images() throws {
        let report = SetReport(try PlanFile(plan()), volumes: [VolumeName(3), VolumeName(4)])
        #expect(report.volumes == ["mirror_000003.tar", "mirror_000004.tar"] && report.serial == 4)
        #expect(
            report.images.map { "\($0.type): \($0.count)" } == [
                "releasePayload: 2", "operatorCatalog: 3", "operatorBundle: 1", "additionalImage: 2", "signature: 1",
            ]
        )
        #expect(report.releases.map { "\($0.version) \($0.architecture)" } == ["4.16.2 amd64", "4.16.1 amd64"])
        #expect(report.catalogs == ["quay.io/index:v1", "quay.io/index:v2"])
        #expect(report.target == "file:///usb" && report.options == ["--allow-missing", "--since 2026-01-01"])
    }

    @Test("tells what it brings from what it needs of earlier sets, and counts no attachment")
    func content() throws {
        let report = SetReport(try PlanFile(plan()), volumes: [])
        #expect(report.brings == SetReport.Content(blobs: 2, bytes: 16))
        #expect(report.reuses == SetReport.Content(blobs: 2, bytes: 7))
        #expect(report.broughtBefore == 1 && report.documents == 0)
    }

    @Test("is whole where nothing is lost and nothing is wrong")
    func whole() {
        var report = ArchiveReport(path: "/usb", kind: .archive)
        #expect(report.isWhole && !report.verified)
        report.add([String]())
        #expect(report.isWhole && report.verified)
        report.add(["blobs/x: it is damaged"])
        #expect(!report.isWhole && report.problems == ["blobs/x: it is damaged"])
        report = ArchiveReport(path: "/usb", kind: .archive)
        report.lost = [ArchiveReport.Lost(name: "mirror_000001.tar", reason: "it is not there", blobs: nil)]
        #expect(!report.isWhole)
    }
}

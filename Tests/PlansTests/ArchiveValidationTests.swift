// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import TestSupport
import Testing
@testable import Plans

/// Apply writes and reads the files that a plan names, so these can be nothing but volumes.
@Suite("The archives of a plan")
struct ArchiveValidationTests {
    private static let blob = Digest(of: Array("blob".utf8))

    private static func document(_ path: String, _ text: String = "text") -> PlannedArchive.Document {
        let bytes = Array(text.utf8)
        return .init(path: path, digest: Digest(of: bytes), size: Int64(bytes.count), content: text)
    }

    /// A plan that writes two volumes from number 7.
    static var writing: Plan {
        let digest = Digest(of: Array("image".utf8))
        return Plan(
            work: .copiesToArchive(folder: "/media/usb"),
            configuration: ConfigurationRecord(path: "isc.yaml", digest: digest),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace("file:///media/usb")),
            actions: [
                Action(
                    kind: .copy,
                    type: .additionalImage,
                    origins: ["quay.io/a/b:1"],
                    source: "quay.io/a/b:1@\(digest)",
                    destination: "localhost/a/b:1",
                    digest: digest,
                    size: 100,
                    transfer: 100,
                    expect: .init(destination: nil),
                    reason: "missing at destination",
                    requestedBy: ["mirror.additionalImages[0]"]
                )
            ],
            blobs: [
                BlobTransfer(
                    digest: blob,
                    size: 50,
                    source: "quay.io/a/b",
                    home: "localhost/a/b",
                    atHome: false,
                    mountInto: [],
                    volume: 8
                )
            ],
            archive: PlannedArchive(
                limit: 10_000,
                firstVolume: 7,
                planRoom: 4096,
                volumes: [
                    .init(name: "mirror_000007.tar", size: 8000), .init(name: "mirror_000008.tar", size: 10_000),
                ],
                documents: [
                    document("mirror/configurations/1.yaml"), document("mirror/documents/graphs/stable.json"),
                ]
            )
        )
    }

    static let volumes = SourceArchive(
        TargetPlace("file:///media/usb"),
        volumes: [.init(name: "mirror_000001.tar", size: 10), .init(name: "mirror_000002.tar", size: 10)]
    )

    /// A plan that reads two volumes.
    static var reading: Plan {
        var plan = writing
        plan.fields.work = .copiesToRegistry(from: volumes)
        plan.fields.target = PlanTarget(TargetPlace("mirror.example:5000/ocp"))
        plan.fields.actions[0].fields.destination = "mirror.example:5000/ocp/a/b:1"
        plan.fields.blobs[0].fields.home = "mirror.example:5000/ocp/a/b"
        plan.fields.blobs[0].fields.volume = nil
        plan.fields.archive = nil
        return plan
    }

    /// A change that a plan must not have, and a part of what is said of it.
    struct Row: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let plan: Plan
        let message: String

        init(_ name: String, _ plan: Plan, _ message: String, _ change: (inout Plan) -> Void) {
            testDescription = name
            self.message = message
            var plan = plan
            change(&plan)
            self.plan = plan
        }
    }

    static let writingRows = [
        Row("other work", writing, "its mode is not that") { $0.fields.work = .copiesToRegistry(from: nil) },
        Row("the work of reading", writing, "its mode is not that") {
            $0.fields.work = .copiesToRegistry(from: volumes)
        },
        Row("no volumes at all", writing, "its mode is not that") { $0.fields.archive = nil },
        Row("a volume with another number", writing, "is not the name of volume 8") {
            $0.fields.archive?.fields.volumes[1].fields.name = "mirror_000009.tar"
        },
        Row("a volume that is a path", writing, "is not the name of volume 7") {
            $0.fields.archive?.fields.volumes[0].fields.name = "../mirror_000007.tar"
        },
        Row("a volume in another folder", writing, "is not the name of volume 7") {
            $0.fields.archive?.fields.volumes[0].fields.name = "/etc/mirror_000007.tar"
        },
        Row("a volume that is no volume", writing, "is not the name of volume 7") {
            $0.fields.archive?.fields.volumes[0].fields.name = "plan.json"
        },
        Row("one volume twice", writing, "is not the name of volume 8") {
            $0.fields.archive?.fields.volumes[1].fields.name = "mirror_000007.tar"
        },
        Row("a volume of no size", writing, "has 0 bytes") { $0.fields.archive?.fields.volumes[0].fields.size = 0 },
        Row("a volume of a negative size", writing, "has -1 bytes") {
            $0.fields.archive?.fields.volumes[0].fields.size = -1
        },
        Row("a volume that is longer than it may be", writing, "has 10001 bytes") {
            $0.fields.archive?.fields.volumes[1].fields.size = 10_001
        },
        Row("a volume that no disk holds", writing, "bytes, more than the limit of a volume") {
            $0.fields.options.fields.allowOversize = true
            $0.fields.archive?.fields.volumes[1].fields.size = .max
        },
        Row("no first volume", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.firstVolume = 0
        },
        Row("a first volume of the largest number", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.firstVolume = .max
        },
        Row("a limit of nothing", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.limit = 0
        },
        Row("negative room for the plan", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.planRoom = -1
        },
        Row("more room for the plan than a plan may have", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.planRoom = .max
        },
        Row("changes and no volume", writing, "the numbers of its volumes are impossible") {
            $0.fields.archive?.fields.volumes = []
        },
        Row("volumes and no changes", writing, "the numbers of its volumes are impossible") {
            $0.fields.actions = []
            $0.fields.blobs = []
        },
        Row("a blob in no volume", writing, "a blob is in none of the volumes") {
            $0.fields.blobs[0].fields.volume = nil
        },
        Row("a blob in an earlier volume", writing, "a blob is in none of the volumes") {
            $0.fields.blobs[0].fields.volume = 6
        },
        Row("a blob in a later volume", writing, "a blob is in none of the volumes") {
            $0.fields.blobs[0].fields.volume = 9
        },
        Row("a blob that was carried and is brought", writing, "a blob is in none of the volumes") {
            $0.fields.blobs[0].fields.atHome = true
        },
        Row("a blob that is larger than a tebibyte", writing, "is impossible") {
            $0.fields.blobs[0].fields.size = 1 << 41
        },
        Row("an image on a registry", writing, "is not inside its target") {
            $0.fields.actions[0].fields.destination = "mirror.example:5000/ocp/a/b:1"
        },
        Row("files for clusters", writing, "an archive has no files for clusters") {
            $0.fields.resources = [Resource(path: "cluster-resources/idms-oc-mirror.yaml", content: "---\n")]
        },
        Row("a document with another content", writing, "does not match its digest") {
            $0.fields.archive?.fields.documents[0].fields.content = "Text"
        },
        Row("a document of another size", writing, "does not match its digest") {
            $0.fields.archive?.fields.documents[0].fields.size = 5
        },
        Row("a document of a negative size", writing, "is impossible") {
            $0.fields.archive?.fields.documents[0].fields.content = nil
            $0.fields.archive?.fields.documents[0].fields.size = -1
        },
        Row("a document twice", writing, "a document is listed twice") {
            $0.fields.archive?.fields.documents.append(document("mirror/documents/graphs/stable.json"))
        },
    ]

    /// Paths that no document of an archive may have.
    static let hostilePaths = [
        "", "/", "/etc/passwd", "etc/passwd", "mirror", "mirror/", "mirror/documents", "mirror/documents/",
        "mirror//x", "mirror/documents//x", "mirror/../x/y", "mirror/documents/../../x", "mirror/documents/./x",
        "mirror/documents/..", "mirror/documents/.hidden", "/mirror/documents/x", "./mirror/documents/x",
        "mirror/documents/a b", "mirror/documents/\u{1b}[2J", "mirror/documents/a\nb", "mirror/documents/\u{0}",
        "mirror/documents/ü", "docker/registry/v2/repositories/a/_manifests/tags/1/current/link",
        "mirror/volumes/mirror_000007.tar.json", "mirror/sets/0123/plan.json", "mirror/elsewhere/x",
    ]

    /// A plan that reads an archive of oc-mirror v1.
    static var readingSequence: Plan {
        var plan = reading
        plan.reading(volume: "mirror_seq3_000000.tar")
        return plan
    }

    static let readingRows = [
        Row("the work of writing", reading, "its mode is not that") {
            $0.fields.work = .copiesToArchive(folder: "/media/usb")
        },
        Row("an archive to write as well", reading, "its mode is not that") { $0.fields.archive = writing.archive },
        Row("a blob with a volume", reading, "a blob has a volume, but no archive is written") {
            $0.fields.blobs[0].fields.volume = 1
        },
        Row("a folder that is a URL", reading, "is not the folder of an archive") {
            $0.reading(SourceArchive(TargetPlace("https://example.org/"), volumes: volumes.volumes))
        },
        Row("a folder without file://", reading, "is not the folder of an archive") {
            $0.reading(SourceArchive(TargetPlace("/media"), volumes: volumes.volumes))
        },
        Row("no folder", reading, "is not the folder of an archive") {
            $0.reading(SourceArchive(TargetPlace("file://"), volumes: volumes.volumes))
        },
        Row("a file that is no volume", reading, "a volume that it reads has an impossible name or size") {
            $0.reading(volume: "/etc/passwd")
        },
        Row("a volume twice", reading, "a volume that it reads has an impossible name or size") {
            $0.reading(volume: "mirror_000002.tar")
        },
        Row("a volume without bytes", reading, "a volume that it reads has an impossible name or size") {
            $0.reading(volume: "mirror_000001.tar", size: 0)
        },
    ]

    @Test("are read as they are made", arguments: [writing, reading, readingSequence])
    func whole(plan: Plan) throws { #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan) }

    @Test("are refused if one writes impossible volumes", arguments: writingRows)
    func refusesWriting(row: Row) throws { try Self.expectRefusal(of: row.plan, row.message) }

    @Test("are refused if one reads impossible volumes", arguments: readingRows)
    func refusesReading(row: Row) throws { try Self.expectRefusal(of: row.plan, row.message) }

    @Test("have documents in two folders and nowhere else", arguments: hostilePaths)
    func refusesPath(path: String) throws {
        var plan = Self.writing
        plan.fields.archive?.fields.documents[0] = Self.document(path)
        try Self.expectRefusal(of: plan, "is not a valid path for a document of an archive")
    }

    @Test("may be longer than the limit where that is allowed, and may go on at any number")
    func allowed() throws {
        var plan = Self.writing
        plan.fields.options.fields.allowOversize = true
        plan.fields.archive?.fields.volumes[1].fields.size = 1 << 39
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
        plan.fields.archive?.fields.firstVolume = 999_999
        plan.fields.archive?.fields.volumes[0].fields.name = "mirror_999999.tar"
        plan.fields.archive?.fields.volumes[1].fields.name = "mirror_1000000.tar"
        plan.fields.blobs[0].fields.volume = 1_000_000
        #expect(try PlanFile(reading: Data(PlanFile(plan).bytes)).plan == plan)
    }

    private static func expectRefusal(of plan: Plan, _ message: String) throws {
        let file = try PlanFile(plan)
        let error = #expect(throws: PlanError.self) { try PlanFile(reading: Data(file.bytes)) }
        #expect(error?.description.contains(message) == true, "\(String(describing: error))")
    }
}

extension Plan {
    fileprivate mutating func reading(_ source: SourceArchive) { fields.work = .copiesToRegistry(from: source) }

    /// Another first volume.
    fileprivate mutating func reading(volume name: String, size: Int64 = 10) {
        let volumes = ArchiveValidationTests.volumes
        reading(SourceArchive(volumes.place, volumes: [.init(name: name, size: size)] + volumes.volumes.dropFirst()))
    }
}

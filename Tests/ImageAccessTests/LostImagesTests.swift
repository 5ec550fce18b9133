// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Registry
import TestSupport
import Testing

@testable import ImageAccess

@Suite("Images that an archive does not have", .waitsForPrograms)
struct LostImagesTests {
    private let bench: ArchiveBench

    init() throws { bench = try ArchiveBench() }

    private func carried(_ registry: FakeRegistry) throws -> CarriedImages {
        let host = try registry.host
        return CarriedImages(client: .test(.destination)) {
            Repository(host: host, name: try RepositoryName("ocp/\($0)"))
        }
    }

    @Test("are lost where the target has not got them either, wholly or in part")
    func lost() async throws {
        let registry = try FakeRegistry()
        let (here, there, gone) = (try image("here"), try image("there"), try image("gone"))
        registry.add(there, to: "ocp/a/there", tag: "1")
        try bench.write([
            .init(origin: "quay.io/a/here:1", destination: "a/here:1", image: here),
            .init(origin: "quay.io/a/there:1", destination: "a/there:1", image: there, isCarried: true),
            .init(origin: "quay.io/a/gone:1", destination: "a/gone:1", image: gone, isCarried: true),
            .init(origin: "quay.io/other/gone:1", destination: "other/gone:1", image: gone, isCarried: true),
        ])
        let library = try await bench.library(carried: carried(registry))
        #expect(try await library.lostImages() == [gone.digest: ["quay.io/a/gone:1", "quay.io/other/gone:1"]])
        // Nobody is asked about what is here.
        #expect(!registry.log.contains { $0.contains(here.digest.hex) })
        registry.add(gone, to: "ocp/other/gone")
        #expect(try await bench.library(carried: carried(registry)).lostImages().isEmpty)
        // Without a target all that was carried before is lost.
        #expect(try await bench.library().lostImages().keys.sorted() == [there.digest, gone.digest].sorted())
    }

    @Test("say what to do, by what is missing")
    func words() throws {
        let digest = Digest(of: [1])
        let ask = "Make an archive on the connected side with a configuration that asks for it, or leave it out here."
        let cases: [(ImageNotArchived.Subject, String, String)] = [
            (.name(try ImageSource("quay.io/a/b:1")), "the archive in /f was made without quay.io/a/b:1", ask),
            (.content(digest), "the archive in /f does not have \(digest)", ask),
            (
                .carried(digest),
                "the archive in /f does not have \(digest), which an earlier archive carried; the target lacks "
                    + "it too",
                "Put the volumes of the earlier archive into the folder too, or list the content to send again "
                    + "with --report-missing FILE."
            ),
        ]
        for (subject, message, remedy) in cases {
            let error = ImageNotArchived(subject, folder: "/f")
            #expect(error.message == message)
            #expect(error.remedy == remedy)
            #expect(error.description == "\(message)\n\(remedy)")
        }
    }

    @Test(
        "are looked for by names that mean the same",
        arguments: [
            ("a/b", "v1", "a/b", "v1", true), ("a/b", "v1", "a-b", "v1", true), ("a/b/c", "v1", "a/b-c", "v1", true),
            ("a/b", "v1", "a/b", "v2", false),
            ("a/b", nil, "a/b", "v2", true), ("a/b", nil, "a-b", nil, true), ("a/b", "v1", "a/b", nil, false),
            ("a/b", nil, "a/c", nil, false),
            ("a", "v1", "b", "v1", false),
        ] as [(String, String?, String, String?, Bool)]
    )
    func storedNames(repository: String, tag: String?, other: String, otherTag: String?, isSame: Bool) throws {
        let name = StoredName(repository: try RepositoryName(repository), tag: try tag.map { try Tag($0) })
        let found = StoredName(repository: try RepositoryName(other), tag: try otherTag.map { try Tag($0) })
        #expect(name.means(found) == isSame)
    }

    @Test("may lie at the target in each repository in which the archive kept them")
    func homes() async throws {
        let registry = try FakeRegistry()
        let made = try image("layer")
        try bench.write([.init(origin: "quay.io/a/b:1", destination: "a/b:1", image: made)])
        let library = try await bench.library(carried: carried(registry))
        let blob = try #require(made.top.blobs.last)
        #expect(library.homes(of: blob.digest).allSatisfy { $0.name.description.hasPrefix("ocp/") })
        #expect(library.homes(of: Digest(of: [9])).isEmpty)
        #expect(try await bench.library().homes(of: blob.digest).isEmpty)
        #expect(try await library.tags(in: Repository("quay.io/a/b")) == ["1"])
        #expect(try await library.tags(in: Repository("quay.io/a/c")).isEmpty)
        #expect(try await !library.isThere(ImageReference("quay.io/a/b:1")))
    }
}

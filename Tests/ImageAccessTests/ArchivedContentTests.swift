// SPDX-License-Identifier: Apache-2.0

import ByteStreams
import ImageAccess
import OCI
import Plans
import Registry
import TestSupport
import Testing

@Suite("The content of an archived image", .waitsForPrograms)
struct ArchivedContentTests {
    private let bench: ArchiveBench

    init() throws { bench = try ArchiveBench() }

    @Test("is read in place, manifests and blobs, from any offset")
    func inPlace() async throws {
        let made = try image("some content")
        try bench.write([.init(origin: "quay.io/a/b:1", destination: "a/b:1", image: made)])
        let place = try await bench.library().place(of: try ImageSource("quay.io/a/b:1"))
        #expect(try await place.manifest(made.digest) == made.top)
        let layer = try #require(made.top.blobs.last)
        let rest = try await place.blob(layer, from: 5) { try await $0.collect(limit: 100) }
        #expect(String(decoding: rest, as: UTF8.self) == "content")
        #expect(try await place.verifiedBlob(layer, limit: 100) == Array("some content".utf8))
    }

    @Test("comes with its signatures and referrers, which are found without a registry")
    func attachments() async throws {
        let made = try image("signed")
        let signature = try TestImage.signature(of: made)
        let referrer = try TestImage.referrer(to: made, type: "application/vnd.example.attestation")
        let content: PlacedName = "localhost/a/b@\(made.digest)"
        try bench.write([
            .init(origin: "quay.io/a/b:1", destination: "a/b:1", image: made),
            .init(
                origin: "quay.io/a/b:\(made.signatureTag)",
                destination: "a/b:\(made.signatureTag)",
                image: signature,
                type: .signature,
                attachedTo: content
            ),
            .init(
                origin: "quay.io/a/b@\(referrer.digest)",
                destination: "a/b@\(referrer.digest)",
                image: referrer,
                type: .referrer,
                attachedTo: content
            ),
        ])
        let library = try await bench.library()
        let source = try ImageSource("quay.io/a/b:1")
        #expect(try await library.manifest(try Tag(made.signatureTag), beside: source) == signature.top)
        #expect(try await library.manifest(try Tag("sha256-0.sig"), beside: source) == nil)
        #expect(try await library.referrers(of: made.digest, in: source).map(\.digest) == [referrer.digest])
        #expect(try await library.referrers(of: referrer.digest, in: source) == [])
    }

    @Test("that an earlier archive carried is read at the target, and is an error where that has lost it")
    func carried() async throws {
        let registry = try FakeRegistry()
        let (old, new) = (try image("old"), try image("new"))
        let referrer = try TestImage.referrer(to: old, type: "application/vnd.example.attestation")
        registry.add(old, to: "ocp/a/b", tag: "1")
        registry.add(referrer, to: "ocp/a/b", tag: nil)
        try bench.write([
            .init(origin: "quay.io/a/b:1", destination: "a/b:1", image: old, isCarried: true),
            .init(
                origin: "quay.io/a/b@\(referrer.digest)",
                destination: "a/b@\(referrer.digest)",
                image: referrer,
                type: .referrer,
                attachedTo: "localhost/a/b@\(old.digest)",
                isCarried: true
            ),
            .init(origin: "quay.io/gone:1", destination: "gone:1", image: try image("gone"), isCarried: true),
            .init(origin: "quay.io/a/b:2", destination: "a/b:2", image: new),
        ])
        let host = try registry.host
        let library = try await bench.library(
            carried: CarriedImages(client: .test(.destination)) { name in
                Repository(host: host, name: try RepositoryName("ocp/\(name)"))
            }
        )
        let source = try ImageSource("quay.io/a/b:1")
        #expect(try await library.digest(of: source) == old.digest)
        let place = try library.place(of: source)
        #expect(try await place.manifest(old.digest) == old.top)
        let layer = try #require(old.top.blobs.last)
        #expect(try await place.verifiedBlob(layer, limit: 100) == Array("old".utf8))
        #expect(try await library.referrers(of: old.digest, in: source).map(\.digest) == [referrer.digest])
        #expect(registry.log.allSatisfy { !$0.contains(new.digest.hex) })

        let gone = try image("gone").digest
        #expect(try await digest("quay.io/gone:1", in: library) == gone)
        let error = await #expect(throws: ImageNotArchived.self) {
            try await library.place(of: try ImageSource("quay.io/gone:1")).manifest(gone)
        }
        #expect(error?.subject == .carried(gone))
        #expect(error?.remedy.contains("--report-missing") == true)

        // Without a target nobody is asked.
        let alone = try await bench.library()
        await #expect(throws: ImageNotArchived.self) { try await alone.place(of: source).manifest(old.digest) }
        let stub = try await alone.referrers(of: old.digest, in: source)
        #expect(stub.map(\.digest) == [referrer.digest])
    }

    @Test("of oc-mirror's archives is found by digest and by the names that it gives", arguments: ["sha256-", ""])
    func foreign(prefix: String) async throws {
        let (bundle, tagged, catalog, renamed) = (try image("b"), try image("t"), try image("c"), try image("r"))
        let carried = try image("carried before")
        let signature = try TestImage.signature(of: bundle)
        var archive = TestArchive()
        let links: [(String, String, TestImage)] = [
            ("team/bundle", prefix + bundle.digest.hex, bundle), ("team/app", "v1", tagged),
            ("team/bundle", bundle.signatureTag, signature), ("redhat/index", "v4.18", catalog),
            ("mine/app", "v7", renamed), ("team/old", prefix + carried.digest.hex, carried),
            ("openshift/graph-image", "latest", tagged),
        ]
        for (repository, tag, image) in links {
            let path = "docker/registry/v2/repositories/\(repository)/_manifests/tags/\(tag)/current/link"
            try archive.add(path, "\(image.digest)")
        }
        for image in [bundle, tagged, catalog, renamed, signature] {
            let manifests = image.manifests.map { ($0.descriptor.digest, $0.bytes) }
            for (digest, bytes) in manifests + image.blobs.map({ ($0.key, $0.value) }) {
                try? archive.add("docker/registry/v2/blobs/sha256/\(digest.hex.prefix(2))/\(digest.hex)/data", bytes)
            }
        }
        try bench.folder.write(archive.bytes, to: "mirror_000001.tar")
        let library = try await bench.library(names: [
            try ImageSource("quay.io/x/app:v2"): StoredName(
                repository: try RepositoryName("mine/app"),
                tag: try Tag("v7")
            )
        ])
        let source = try ImageSource("registry.redhat.io/team/bundle@\(bundle.digest)")
        #expect(try await library.digest(of: source) == bundle.digest)
        #expect(try await library.place(of: source).manifest(bundle.digest) == bundle.top)
        #expect(try await library.manifest(try Tag(bundle.signatureTag), beside: source) == signature.top)
        #expect(try await digest("quay.io/team/app:v1", in: library) == tagged.digest)
        #expect(try await digest("quay.io/x/app:v2", in: library) == renamed.digest)
        #expect(try await digest("localhost/openshift/graph-image:latest", in: library) == tagged.digest)
        let name = StoredName(repository: try RepositoryName("redhat/index"), tag: try Tag("v4.18"))
        #expect(try await digest("registry.redhat.io/other:v1", keptAs: name, in: library) == catalog.digest)
        #expect(try await digest("quay.io/team/old@\(carried.digest)", in: library) == carried.digest)
        #expect(try await digest("quay.io/team/app:v2", in: library) == nil)
        #expect(try await digest("quay.io/team/app@\(Digest(of: []))", in: library) == nil)
    }
}

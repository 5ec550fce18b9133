// SPDX-License-Identifier: Apache-2.0

import ImageAccess
import OCI
import Plans
import TestSupport
import Testing

@Suite("A name in an archive")
struct ArchivedNameTests {
    private let bench: ArchiveBench

    init() throws { bench = try ArchiveBench() }

    private static func kept(_ repository: String, _ tag: String?) throws -> StoredName {
        StoredName(repository: try RepositoryName(repository), tag: try tag.map { try Tag($0) })
    }

    @Test("means what was brought for it, with the pin that it had then and without")
    func pins() async throws {
        let (old, new) = (try image("old"), try image("new"))
        try bench.write([
            .init(origin: "quay.io/a/b:1", destination: "a/b:1", image: new),
            .init(origin: "quay.io/a/c:2@\(new.digest)", destination: "a/c:2", image: new),
        ])
        let library = try await bench.library()
        #expect(try await digest("quay.io/a/b:1", in: library) == new.digest)
        #expect(try await digest("quay.io/a/c:2@\(new.digest)", in: library) == new.digest)
        #expect(try await digest("quay.io/a/c:2", in: library) == new.digest)
        #expect(try await digest("quay.io/a/c@\(new.digest)", in: library) == new.digest)
        // Content is content, whatever it is called.
        #expect(try await digest("quay.io/x/y@\(new.digest)", in: library) == new.digest)
        #expect(try await digest("quay.io/a/c:2@\(old.digest)", in: library) == nil)
        #expect(try await digest("registry.example/a/b:1", in: library) == nil, "another registry")
        #expect(try await digest("quay.io/a/b:2", in: library) == nil)
        #expect(try await library.tags(in: try Repository("quay.io/a/c")) == ["2"])
    }

    @Test("of a catalog means the part of it that was brought, by tag, by the digest of the whole and by its own")
    func filteredCatalog() async throws {
        let (whole, part) = (try image("whole"), try image("part"))
        let origin = "registry.redhat.io/redhat/index:v4.18@\(whole.digest)"
        try bench.write([
            .init(origin: origin, destination: "redhat/index:v4.18", image: part, type: .operatorCatalog)
        ])
        let library = try await bench.library()
        let names = [
            origin, "registry.redhat.io/redhat/index:v4.18", "registry.redhat.io/redhat/index@\(whole.digest)",
            "registry.redhat.io/redhat/index:v4.18@\(part.digest)", "registry.redhat.io/redhat/index@\(part.digest)",
        ]
        for name in names { #expect(try await digest(name, in: library) == part.digest, "\(name)") }
    }

    @Test("for which several images were brought is told apart by where each is kept")
    func severalParts() async throws {
        let (whole, one, two) = (try image("whole"), try image("one"), try image("two"))
        let name = "registry.redhat.io/redhat/index:v4.18"
        try bench.write([
            .init(origin: "\(name)@\(whole.digest)", destination: "redhat/index:a", image: one, type: .operatorCatalog)
        ])
        try bench.write(
            [
                .init(
                    origin: "\(name)@\(whole.digest)",
                    destination: "redhat-index:b",
                    image: two,
                    type: .operatorCatalog
                )
            ],
            number: 2
        )
        let library = try await bench.library()
        #expect(try await digest(name, keptAs: Self.kept("redhat/index", "a"), in: library) == one.digest)
        // Paths were joined when that set was made.
        #expect(try await digest(name, keptAs: Self.kept("redhat/index", "b"), in: library) == two.digest)
        #expect(try await digest(name, keptAs: Self.kept("redhat/index", nil), in: library) == two.digest)
        #expect(try await digest(name, keptAs: Self.kept("team/index", "a"), in: library) == two.digest, "the latest")
    }

    @Test("means what the latest set brought for it")
    func laterSets() async throws {
        let (old, new) = (try image("old"), try image("new"))
        try bench.write([.init(origin: "quay.io/a/b:1", destination: "a/b:1", image: old)])
        try bench.write([.init(origin: "quay.io/a/b:1", destination: "a/b:1", image: new)], number: 2)
        #expect(try await digest("quay.io/a/b:1", in: bench.library()) == new.digest)
    }

    @Test("may be a directory that is only on the machine where the archive was made")
    func layouts() async throws {
        let made = try image("layout")
        try bench.write([
            .init(origin: "oci:///srv/elsewhere/app", destination: "srv/elsewhere/app:latest", image: made)
        ])
        let library = try await bench.library()
        let source = ImageSource.layout(path: "/srv/elsewhere/app")
        #expect(try await library.digest(of: source) == made.digest)
        #expect(try await library.place(of: source).manifest(made.digest) == made.top)
        await #expect(throws: ImageNotArchived.self) { try await library.digest(of: .layout(path: "/srv/other")) }
    }

    @Test("of the graph's data is where it is kept, and never the image that it was built on")
    func graphData() async throws {
        let (graph, base) = (try image("graph"), try image("base"))
        try bench.write([
            .init(
                origin: "registry.access.redhat.com/ubi9/ubi:latest@\(base.digest)",
                destination: "openshift/graph-image:latest",
                image: graph,
                type: .graphData
            )
        ])
        let library = try await bench.library()
        #expect(try await digest("localhost/openshift/graph-image:latest", in: library) == graph.digest)
        #expect(try await digest("registry.access.redhat.com/ubi9/ubi:latest", in: library) == nil)
        #expect(try await digest("registry.access.redhat.com/ubi9/ubi:latest@\(base.digest)", in: library) == nil)
    }

    @Test("that nothing was brought for is an error that says which, where it was looked for, and what to do")
    func missing() async throws {
        try bench.write([.init(origin: "quay.io/a/b:1", destination: "a/b:1", image: try image("a"))])
        let error = await #expect(throws: ImageNotArchived.self) {
            try await bench.library().digest(of: try ImageSource("quay.io/a/b:2"))
        }
        #expect(
            "\(try #require(error))" == """
                the archive in \(bench.folder.path) was made without quay.io/a/b:2
                Make an archive on the connected side with a configuration that asks for it, or leave it out here.
                """
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import ImageAccess
import OCI
import Registry
import TestSupport
import Testing

@Suite("The child of an index that is looked into", .waitsForPrograms)
struct PreferredChildTests {
    /// A child as a test writes it: what its index says that it is for, and what its configuration says.
    private static func child(_ text: String) throws -> (platform: Platform?, image: TestImage) {
        let parts = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        let own = try Platform(parts.count > 1 ? parts[1] : parts[0])
        return (
            parts[0] == "-" ? nil : try Platform(parts[0]), try TestImage(layers: [Array(text.utf8)], platform: own)
        )
    }

    @Test(
        "is the one for the wanted platform, by the word of the index or of its own configuration",
        arguments: [
            (["linux/arm64", "linux/amd64"], [], 1), (["linux/arm64", "linux/s390x"], [], 0),
            (["linux/arm64", "linux/amd64"], ["linux/arm64"], 0),
            (["linux/arm64"], ["linux/amd64"], nil), (["- linux/arm64", "- linux/amd64"], ["linux/amd64"], 1),
            (["- linux/arm64", "- linux/amd64"], [], 0), (["- linux/arm64"], ["linux/amd64"], nil),
            (["linux/arm64", "- linux/amd64"], [], 0),
            (["linux/arm64", "- linux/amd64"], ["linux/amd64"], 1),
            (["unknown/unknown linux/amd64", "linux/arm64"], [], 1), ([], [], nil),
        ] as [([String], [String], Int?)]
    )
    func children(texts: [String], wanted: [String], expected: Int?) async throws {
        let children = try texts.map(Self.child)
        let registry = try FakeRegistry()
        let index = try TestImage.index(children)
        registry.add(index, to: "a/b", tag: "v1")
        let place = ImagePlace.registry(.test(), try registry.repository("a/b"))
        let found = try await place.preferredChild(
            of: index.top.children,
            platforms: try wanted.map { try Platform($0) },
            isSparse: false
        )
        #expect(found?.descriptor.digest == expected.map { children[$0].image.digest })
    }

    @Test(
        "is another one where a sparse mirror lacks the first, and an error where it lacks all",
        arguments: [true, false]
    )
    func sparse(isSparse: Bool) async throws {
        let children = try ["linux/amd64", "linux/arm64"].map(Self.child)
        let registry = try FakeRegistry()
        let amd64 = Platform(os: "linux", architecture: "amd64")
        let index = try TestImage.index(children, without: [amd64])
        registry.add(index, to: "a/b", tag: "v1")
        let place = ImagePlace.registry(.test(), try registry.repository("a/b"))
        func child(_ platforms: [Platform] = []) async throws -> Digest? {
            try await place.preferredChild(of: index.top.children, platforms: platforms, isSparse: isSparse)?.descriptor
                .digest
        }
        if isSparse {
            #expect(try await child() == children[1].image.digest)
        } else {
            await #expect(throws: RegistryError.self) { _ = try await child() }
        }
        await #expect(throws: RegistryError.self) { _ = try await child([amd64]) }
    }

    @Test("may be an index itself, or an artifact where there is nothing else")
    func others() async throws {
        let registry = try FakeRegistry()
        let image = try image("x")
        let inner = try TestImage.index([(Platform(os: "linux", architecture: "amd64"), image)])
        let artifact = try TestImage(
            configuration: Array("{}".utf8),
            type: .ociEmpty,
            layers: [(MediaType(rawValue: "text/x"), Array("y".utf8))]
        )
        let cases: [(name: String, children: [(Platform?, TestImage)], expected: Digest)] = [
            ("index", [(nil, inner)], inner.digest), ("artifact", [(nil, artifact)], artifact.digest),
            ("both", [(nil, artifact), (nil, image)], image.digest),
        ]
        for (name, children, expected) in cases {
            let index = try TestImage.index(children.map { (platform: $0.0, image: $0.1) })
            registry.add(index, to: name, tag: "v1")
            let place = ImagePlace.registry(.test(), try registry.repository(name))
            let found = try await place.preferredChild(of: index.top.children, isSparse: false)
            #expect(found?.descriptor.digest == expected, "\(name)")
        }
    }
}

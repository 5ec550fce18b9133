// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution
import TestSupport
import Testing

@Suite("A target")
struct MirrorTargetTests {
    @Test(
        "holds what lies in its namespace, and nothing beside it",
        arguments: [
            ("docker://a.io/ocp", "a.io/ocp/x", true), ("docker://a.io/ocp", "a.io/ocp/x/y", true),
            ("docker://a.io/ocp", "a.io/ocp", false), ("docker://a.io/ocp", "a.io/ocp2/x", false),
            ("docker://a.io/ocp", "a.io/x/ocp", false), ("docker://a.io/ocp", "b.io/ocp/x", false),
            ("docker://a.io:5000", "a.io:5000/x", true), ("docker://a.io:5000", "a.io/x", false),
            ("docker://a.io/a/b", "a.io/a/b/c", true), ("docker://a.io/a/b", "a.io/a/c", false),
        ]
    )
    func holds(target: String, repository: String, holds: Bool) throws {
        #expect(try MirrorTarget(target).holds(Repository(repository)) == holds)
    }

    @Test(
        "is spelled as plans and ledgers do, whatever the user wrote",
        arguments: [
            ("docker://a.io/b/", "a.io/b"), ("docker://a.io:5000", "a.io:5000"),
            ("docker://localhost:5000/a", "localhost:5000/a"),
            ("file:///media/usb/", "file:///media/usb"), ("file://usb/./a", "file://usb/a"), ("file://.", "file://."),
        ]
    )
    func spelled(text: String, name: String) throws {
        let target = try MirrorTarget(text)
        #expect("\(target)" == name)
        #expect(try MirrorTarget(registry: name) == target)
        #expect(target.place.description == name)
    }

    @Test func `of an archive has a host that stands for no registry`() throws {
        let target = try MirrorTarget("file:///usb")
        #expect("\(target.host)" == PlanTarget.archiveRoot)
        #expect(target.namespace == nil)
        #expect(target.folder == "/usb")
        #expect(try DestinationMapping.archive.graphData().description == "localhost/openshift/graph-image:latest")
    }
}

@Suite("A place at the target")
struct DestinationTests {
    @Test(
        "is read as plans spell it, and is none without a tag",
        arguments: [
            ("a.io/b:1", "a.io/b:1"), ("a.io:5000/b/c:v1", "a.io:5000/b/c:v1"), ("a.io/b", nil), ("", nil),
            ("a.io/B:1", nil),
            ("a.io/b@sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", nil),
        ] as [(String, String?)]
    )
    func named(text: String, place: String?) { #expect(Destination(named: PlacedName(text))?.description == place) }

    @Test func `comes in the order of its text`() {
        let names = ["a.io/b:1", "a.io/b:10", "a.io/b:2", "a.io/c:1", "b.io/a:1"]
        #expect(names.reversed().compactMap { Destination(named: PlacedName($0)) }.sorted().map(\.description) == names)
    }

    @Test(
        "has its path joined where it nests too deep",
        arguments: [
            ("a/b/c", 0, "a/b/c"), ("a/b/c", 4, "a/b/c"), ("a/b/c", 3, "ocp/a/b-c"), ("a/b/c", 2, "ocp/a-b-c"),
            ("a/b/c", 1, "ocp-a-b-c"),
            ("a", 2, "a"),
        ]
    )
    func nesting(name: String, most: Int, path: String) throws {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://m.io/ocp"), maxNestedPaths: most)
        let expected = path.hasPrefix("ocp") ? path : "ocp/\(path)"
        #expect(try mapping.repository(RepositoryName(name)).name.description == expected)
    }
}

@Suite("What has to stay, and who needs it")
struct NeededImagesTests {
    private let repository: Repository
    private let other: Repository

    init() throws { (repository, other) = (try Repository("a.io/b"), try Repository("a.io/c")) }

    private func place(_ tag: String) throws -> Destination { Destination(repository: repository, tag: try Tag(tag)) }

    @Test func `is known by its tag in its repository alone`() throws {
        var needed = NeededImages()
        needed.need(try place("1"), by: "x")
        needed.need(try place("1"), by: "y")
        #expect(needed.contains(try place("1")))
        #expect(!needed.contains(try place("2")))
        #expect(!needed.contains(Destination(repository: other, tag: try Tag("1"))))
        #expect(needed.tags(in: repository) == [try Tag("1"): ["x", "y"]])
        #expect(needed.tags(in: other).isEmpty && needed.digests(in: repository).isEmpty)
    }

    @Test func `is all that two know, with everybody who needs it, in any order`() throws {
        let (first, second) = (Digest(of: [1]), Digest(of: [2]))
        var one = NeededImages()
        one.need(first, in: repository, by: "x")
        one.need(try place("1"), by: "x")
        var two = NeededImages()
        two.need(first, in: repository, by: "y")
        two.need(second, in: other, by: "y")
        two.need(try place("1"), by: "z")
        var (left, right) = (one, two)
        left.formUnion(two)
        right.formUnion(one)
        #expect(left == right)
        #expect(left.digests(in: repository) == [first: ["x", "y"]])
        #expect(left.digests(in: other) == [second: ["y"]])
        #expect(left.tags(in: repository) == [try Tag("1"): ["x", "z"]])
        // By its content an image needs no tag.
        #expect(!left.contains(try place("2")))
        var same = left
        same.formUnion(NeededImages())
        #expect(same == left)
    }
}

// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import TestSupport
import Testing

@Suite("The tags that a plan's copies write")
struct CopiedTagsTests {
    private static let digests = (1...3).map { Digest(of: [UInt8($0)]) }
    private static let registry = "mirror.example:5000/ocp"

    private static func action(_ type: ImageType, _ destination: String, _ digest: Digest) -> Action {
        Action(
            kind: .copy,
            type: type,
            origins: ["quay.io/a:1"],
            source: "quay.io/a:1@\(digest)",
            destination: PlacedName("\(registry)/\(destination)"),
            digest: digest,
            size: 1,
            transfer: 1,
            expect: .init(destination: nil),
            reason: "missing at destination",
            requestedBy: []
        )
    }

    private func tags(_ actions: [Action]) -> [PlacedRepository: CopiedTags] {
        Plan(
            configuration: ConfigurationRecord(path: "isc.yaml", digest: Self.digests[0]),
            options: PlanOptions(),
            target: PlanTarget(TargetPlace(Self.registry)),
            actions: actions
        ).copiedTags
    }

    @Test("are those of its destinations, by repository, and none of what goes by digest")
    func names() throws {
        let (one, two, three) = (Self.digests[0], Self.digests[1], Self.digests[2])
        let found = tags([
            Self.action(.additionalImage, "a:1", one), Self.action(.additionalImage, "a:2", two),
            Self.action(.additionalImage, "b:1", three), Self.action(.additionalImage, "c@\(three)", three),
            Self.action(.additionalImage, "A:x", one),
        ])
        #expect(Set(found.keys) == [PlacedRepository("\(Self.registry)/a"), PlacedRepository("\(Self.registry)/b")])
        let tags = try #require(found[PlacedRepository("\(Self.registry)/a")])
        for (tag, digest, isThere, isTaken) in [
            ("1", one, true, false), ("1", two, true, true), ("2", two, true, false), ("3", one, false, false),
        ] {
            #expect(tags.contain(try Tag(tag), naming: digest) == isThere)
            #expect(tags.take(try Tag(tag), from: digest) == isTaken)
        }
        #expect(try !CopiedTags().contain(Tag("1"), naming: one))
    }

    /// A tag, and whether a registry's client may have written it for referrers.
    @Test(
        "may list referrers, where such are copied: under the digest of their subject",
        arguments: [
            ("sha256-\(String(repeating: "0", count: 64))", true),
            ("sha512-\(String(repeating: "f", count: 64))", true),
            ("sha256-\(String(repeating: "0", count: 63))", false),
            ("sha256-\(String(repeating: "A", count: 64))", false),
            ("sha256-\(String(repeating: "g", count: 64))", false),
            ("sha1-\(String(repeating: "0", count: 64))", false),
            ("sha256-\(String(repeating: "0", count: 64)).sig", false),
            ("sha256-\(String(repeating: "0", count: 64))-x", false),
            (String(repeating: "0", count: 64), false), ("latest", false), (digests[0].tagText, false),
            (digests[1].tagText, true),
        ]
    )
    func lists(tag: String, isList: Bool) throws {
        let one = Self.digests[0]
        let name = try Tag(tag)
        let with = tags([Self.action(.referrer, "a@\(Self.digests[2])", Self.digests[2])])
        let tags = try #require(with[PlacedRepository("\(Self.registry)/a")])
        #expect(tags.contain(name, naming: one) == isList)
        // What it names once all is copied is not known, so it is taken from whatever names it now.
        #expect(tags.take(name, from: one) == isList)
        let without = self.tags([Self.action(.signature, "a:x", one)])
        #expect(without[PlacedRepository("\(Self.registry)/a")]?.contain(name, naming: one) == false)
    }
}

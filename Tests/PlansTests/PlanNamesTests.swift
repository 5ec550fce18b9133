// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import Plans
import TestSupport
import Testing

@Suite("What plans call things")
struct PlanNamesTests {
    private static let digest = Digest(of: [1])

    private static func deletion(_ tags: [String]) -> Deletion {
        Deletion(
            kind: .manifest,
            type: .additionalImage,
            repository: "a.example/b",
            digest: digest,
            tags: tags,
            size: 1,
            reclaim: 1,
            reason: "asked for",
            requestedBy: [],
            proof: []
        )
    }

    @Test(
        "a deletion takes away its tags, or the digest of what has none",
        arguments: [
            ([], "a.example/b@\(digest)"), (["1"], "a.example/b:1"), (["1", "2"], "a.example/b:1, a.example/b:2"),
        ]
    )
    func deletions(tags: [String], shown: String) {
        let deletion = Self.deletion(tags)
        #expect(deletion.shown == shown && deletion.content == "a.example/b@\(Self.digest)")
        #expect(deletion.destinations.map(\.description).joined(separator: ", ") == shown)
    }

    @Test(
        "an image in an archive is read without the host that stands for none",
        arguments: [
            ("file:///usb", "localhost/a:1", "a:1"), ("file:///usb", "localhost", "localhost"),
            ("file:///usb", "other/a:1", "other/a:1"), ("file:///usb", "localhosts/a:1", "localhosts/a:1"),
            ("localhost", "localhost/a:1", "localhost/a:1"),
        ]
    )
    func shown(place: String, name: String, shown: String) {
        #expect(PlanTarget(TargetPlace(place)).shown(PlacedName(name)) == shown)
    }

    @Test("volumes are ordered by their numbers, and have another name until they are whole")
    func volumes() {
        let numbers = [1, 2, 10, 999_999, 1_000_000, VolumeName.numberLimit]
        let names = numbers.map { VolumeName($0) }
        #expect(names.shuffled().sorted() == names)
        for name in names {
            #expect(name.partial == "\(name).partial" && VolumeName(file: name.partial) == nil)
            #expect(VolumeName(file: name.description) == name)
        }
        #expect(
            VolumeName.span([5, 6, 7, 9])
                == "mirror_000005.tar, mirror_000006.tar, mirror_000007.tar, mirror_000009.tar"
        )
    }

    @Test("a type comes behind all that its images may depend on")
    func types() {
        for type in ImageType.allCases {
            for other in ImageType.allCases where other < type {
                #expect(
                    !(other.isWhole && type.isPart && other.traits.family == type.traits.family),
                    "\(other), \(type)"
                )
                #expect(!other.isAttachment || type.isAttachment, "\(other), \(type)")
            }
        }
        #expect(ImageType.allCases.sorted() == ImageType.allCases)
        let attached = CosignSuffix.allCases.map { ImageType($0) }
        #expect(Set(attached) == [.signature, .attestation, .sbom] && attached.allSatisfy(\.isAttachment))
    }

    @Test("a kept package has each entry once, however many channels name it")
    func entries() {
        let channels = [KeptChannel(name: "a", entries: ["x", "y"]), KeptChannel(name: "b", entries: ["y", "z"])]
        #expect(KeptPackage(name: "p", channels: channels).entryNames == ["x", "y", "z"])
        #expect(KeptPackage(name: "p", channels: []).entryNames.isEmpty)
    }

    @Test("a plan has found all its sources where no check tells of one that is missing")
    func sources() {
        #expect(Plan.sample.foundAllSources && Plan.sample.with(checks: []).foundAllSources)
        let missing = Finding(.warning, .sourceMissing, "a is not there")
        #expect(!Plan.sample.with(checks: Plan.sample.checks + [missing]).foundAllSources)
    }
}

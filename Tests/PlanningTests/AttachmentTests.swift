// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Planning
import Plans
import Resolution
import Scheduling
import TestSupport
import Testing

@Suite("What is attached to an image")
struct AttachmentTests {
    @Test(
        "is read to a bound, whatever a source has",
        arguments: [
            (1, 8, nil), (1, 9, "more than the 8 levels deep"), (4000, 1, nil),
            (5001, 1, "more than the 5000 attachments"),
        ] as [(Int, Int, String?)]
    )
    func bounds(width: Int, depth: Int, reason: String?) async throws {
        let source = ReferringSource(tree: try Scene.tree(["app"]), width: width, depth: depth)
        let image = try Scene.image("quay.io/a/app:1", as: "mirror.example:5000/ocp/a/app:1")
        let observer = Observer(
            source: source,
            target: EmptyTarget(),
            ledger: TargetLedger(target: "mirror.example:5000/ocp")
        )
        let observation = try #require(try await observer.observe([image]).images.values.first)
        if let reason {
            guard case .unreadable(let found) = observation.source else {
                Issue.record("\(observation.source)")
                return
            }
            #expect(found.text.contains(reason), "\(found.text)")
        } else {
            guard case .found(let attachments) = observation.attachments else {
                Issue.record("\(observation.attachments)")
                return
            }
            #expect(attachments.count == width * depth)
        }
    }
}

/// A source of one image, to which others refer in levels.
private struct ReferringSource: SourceObserving {
    let tree: ImageTree
    let width: Int
    let depth: Int
    /// How far from the image each manifest is.
    private let levels = Guarded<[Digest: Int]>([:])

    init(tree: ImageTree, width: Int, depth: Int) {
        self.tree = tree
        self.width = width
        self.depth = depth
    }

    func digest(of source: ImageSource) -> Digest? { tree.root.descriptor.digest }
    func manifest(_ digest: Digest, of source: ImageSource) -> Manifest? { tree.root }
    func manifest(_ tag: OCI.Tag, beside source: ImageSource) -> Manifest? { nil }

    func referrers(of digest: Digest, in source: ImageSource) -> [Descriptor] {
        levels.withLock { levels in
            let level = levels[digest] ?? 0
            guard level < depth else { return [] }
            return (0..<width).map { number in
                let referrer = Scene.digest("\(level) \(number)")
                levels[referrer] = level + 1
                return Descriptor(mediaType: .ociManifest, digest: referrer, size: 9)
            }
        }
    }
}

/// A target that holds no image.
private struct EmptyTarget: TargetObserving {
    func digest(of reference: ManifestReference, in repository: Repository) -> Digest? { nil }
    func listsReferrers(in repository: Repository) -> Bool { true }
    func hasBlob(_ digest: Digest, in repository: Repository) -> Bool { false }
}

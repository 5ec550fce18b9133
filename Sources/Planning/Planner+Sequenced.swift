// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
import Resolution

extension Planner {
    /// The repository and the digest of an image.
    private struct Content: Hashable {
        let repository: Repository
        let digest: Digest
    }

    /// The candidates without operators' images by tag that are there by digest, too.
    ///
    /// An archive of oc-mirror v1 has each image once, and its catalogs name digests only. Where it is published, such an
    /// image gets its tag.
    func withoutTaggedTwins(_ candidates: [Destination: [WantedImage]]) -> [Destination: [WantedImage]] {
        let parts = candidates.values.joined().filter { wanted in
            wanted.image.type.traits.family == .operator && wanted.image.type.isPart
        }
        let pinned = Set(parts.filter { $0.image.reference?.digest != nil }.map(Self.content))
        return candidates.compactMapValues { candidates in
            let left = candidates.filter { wanted in
                let isPart = wanted.image.type.traits.family == .operator && wanted.image.type.isPart
                let isTagged = wanted.image.reference.map { $0.digest == nil } == true
                return !(isPart && isTagged && pinned.contains(Self.content(wanted)))
            }
            return left.isEmpty ? nil : left
        }
    }

    private static func content(_ wanted: WantedImage) -> Content {
        Content(repository: wanted.image.destination.repository, digest: wanted.digest)
    }
}

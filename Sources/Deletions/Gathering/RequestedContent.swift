// SPDX-License-Identifier: Apache-2.0

package import OCI
import Resolution

/// The tags and digests in one repository that are to be deleted.
package struct RequestedContent: Sendable, Equatable {
    package var tags: Set<Tag>
    /// Manifests that are requested by digest, whatever their tags are.
    package var digests: Set<Digest>

    package init(tags: Set<Tag> = [], digests: Set<Digest> = []) {
        self.tags = tags
        self.digests = digests
    }

    /// The requests of images and manifests, by repository.
    static func of(_ images: [DesiredImage], _ contents: [OutdatedImage]) -> [Repository: RequestedContent] {
        var requested: [Repository: RequestedContent] = [:]
        for destination in images.map(\.destination) {
            requested[destination.repository, default: .init()].tags.insert(destination.tag)
        }
        for content in contents {
            requested[content.image.destination.repository, default: .init()].digests.insert(content.digest)
        }
        return requested
    }
}

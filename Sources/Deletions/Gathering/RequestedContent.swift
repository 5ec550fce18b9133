// SPDX-License-Identifier: Apache-2.0

package import OCI
import Resolution

/// What is asked to go of one repository.
package struct RequestedContent: Sendable, Equatable {
    package var tags: Set<Tag>
    /// Manifests that are asked for by their content, whatever their tags.
    package var digests: Set<Digest>

    package init(tags: Set<Tag> = [], digests: Set<Digest> = []) {
        self.tags = tags
        self.digests = digests
    }

    /// What images and manifests ask for, by repository.
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

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import Planning
import Plans
package import Resolution

/// What a target holds, as far as deleting has to know.
package struct TargetSurvey: Sendable, Equatable {
    /// The repositories from which something may go.
    package var contents: [Repository: RepositoryContent]
    /// The manifests and blobs of images in other repositories.
    package var elsewhere: Set<Digest>
    /// Why an image elsewhere could not be read, so that what it needs may be counted as free.
    package var unread: Explanation?

    package init(
        contents: [Repository: RepositoryContent] = [:],
        elsewhere: Set<Digest> = [],
        unread: Explanation? = nil
    ) {
        self.contents = contents
        self.elsewhere = elsewhere
        self.unread = unread
    }

    /// What a reviewer has to know of the estimate.
    var finding: Finding? {
        unread.map { reason in
            Finding(
                .warning,
                .estimateUncertain,
                """
                what the garbage collector can free is at most what this plan says: another image of the ledger, which may \
                share blobs, cannot be read
                """,
                cause: Explanation(reason.summary, cause: reason.cause).text,
                remedy: reason.remedy
            )
        }
    }

    /// What a tag names, where its repository was looked through.
    package subscript(destination: Destination) -> Digest? {
        contents[destination.repository]?.tags[destination.tag]
    }

    /// The same target after images were copied there.
    func copying(_ images: [CopiedImage]) -> TargetSurvey {
        var survey = self
        for image in images {
            if let tag = image.tag, survey.contents[image.repository] != nil {
                survey.contents[image.repository]?.add(image.tree, as: tag)
            } else {
                survey.elsewhere.formUnion(image.tree.manifests.map(\.descriptor.digest))
                survey.elsewhere.formUnion(image.tree.blobs.map(\.digest))
            }
        }
        return survey
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI
import Planning
import Plans
package import Resolution

/// The contents of a target, as deleting needs them.
package struct TargetSurvey: Sendable, Equatable {
    /// The repositories from which something may be deleted.
    package var contents: [Repository: RepositoryContent]
    /// The manifests and blobs of images in other repositories.
    package var elsewhere: Set<Digest>
    /// The reason if an image elsewhere could not be read; its blobs may wrongly count as free.
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

    /// The finding about an incomplete estimate.
    var finding: Finding? {
        unread.map { reason in
            Finding(
                .warning,
                .estimateUncertain,
                """
                the garbage collector may free less than this plan says: another image in the ledger, which may \
                share blobs, cannot be read
                """,
                cause: Explanation(reason.summary, cause: reason.cause).text,
                remedy: reason.remedy
            )
        }
    }

    /// The digest of a tag, if its repository was surveyed.
    package subscript(destination: Destination) -> Digest? {
        contents[destination.repository]?.tags[destination.tag]
    }

    /// The target after images were copied to it.
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

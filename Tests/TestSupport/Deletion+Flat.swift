// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Tests spell deletions as the file of a plan does: one field beside the other.
extension Deletion {
    package init(
        kind: Kind,
        type: ImageType,
        origins: [String] = [],
        repository: PlacedRepository,
        digest: Digest,
        tags: [String],
        size: Int64,
        reclaim: Int64,
        with: PlacedName? = nil,
        reason: String,
        requestedBy: [String],
        cause: ChangeCause? = nil,
        proof: [String],
        name: String? = nil
    ) {
        self.init(
            kind,
            of: TaggedManifest(
                type,
                origins: origins,
                in: repository,
                digest: digest,
                tags: tags,
                size: size
            ),
            reclaim: reclaim,
            with: with,
            because: ChangeGrounds(reason, requestedBy: requestedBy, cause: cause),
            proof: proof,
            named: name
        )
    }
}

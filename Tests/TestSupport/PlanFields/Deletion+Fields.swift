// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension Deletion {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var kind: Kind
        package var type: ImageType
        package var origins: [String]
        package var repository: PlacedRepository
        package var digest: Digest
        package var tags: [String]
        package var size: Int64
        package var reclaim: Int64
        package var with: PlacedName?
        package var reason: String
        package var requestedBy: [String]
        package var cause: ChangeCause?
        package var proof: [String]
        package var name: String?

        fileprivate init(_ whole: Deletion) {
            kind = whole.kind
            type = whole.type
            origins = whole.origins
            repository = whole.repository
            digest = whole.digest
            tags = whole.tags
            size = whole.size
            reclaim = whole.reclaim
            with = whole.with
            reason = whole.reason
            requestedBy = whole.requestedBy
            cause = whole.cause
            proof = whole.proof
            name = whole.name
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = Deletion(
                kind: newValue.kind,
                type: newValue.type,
                origins: newValue.origins,
                repository: newValue.repository,
                digest: newValue.digest,
                tags: newValue.tags,
                size: newValue.size,
                reclaim: newValue.reclaim,
                with: newValue.with,
                reason: newValue.reason,
                requestedBy: newValue.requestedBy,
                cause: newValue.cause,
                proof: newValue.proof,
                name: newValue.name
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension KeptImage {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var type: ImageType
        package var destination: PlacedName
        package var digest: Digest
        package var requestedBy: [String]
        package var neededBy: [String]

        fileprivate init(_ whole: KeptImage) {
            type = whole.type
            destination = whole.destination
            digest = whole.digest
            requestedBy = whole.requestedBy
            neededBy = whole.neededBy
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = KeptImage(
                type: newValue.type,
                destination: newValue.destination,
                digest: newValue.digest,
                requestedBy: newValue.requestedBy,
                neededBy: newValue.neededBy
            )
        }
    }
}

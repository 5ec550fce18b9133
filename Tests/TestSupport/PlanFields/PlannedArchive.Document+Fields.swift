// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension PlannedArchive.Document {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var path: String
        package var digest: Digest
        package var size: Int64
        package var content: String?

        fileprivate init(_ whole: PlannedArchive.Document) {
            path = whole.path
            digest = whole.digest
            size = whole.size
            content = whole.content
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = PlannedArchive.Document(
                path: newValue.path,
                digest: newValue.digest,
                size: newValue.size,
                content: newValue.content
            )
        }
    }
}

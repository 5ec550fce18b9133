// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension ConfigurationRecord {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var path: String
        package var digest: Digest

        fileprivate init(_ whole: ConfigurationRecord) {
            path = whole.path
            digest = whole.digest
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = ConfigurationRecord(path: newValue.path, digest: newValue.digest) }
    }
}

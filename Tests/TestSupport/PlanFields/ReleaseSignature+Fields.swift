// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ReleaseSignature {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var fingerprint: String
        package var message: String

        fileprivate init(_ whole: ReleaseSignature) {
            fingerprint = whole.fingerprint
            message = whole.message
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = ReleaseSignature(fingerprint: newValue.fingerprint, message: newValue.message) }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Plans

extension ReleaseFacts {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var version: String
        package var architecture: String
        package var signatures: [ReleaseSignature]

        fileprivate init(_ whole: ReleaseFacts) {
            version = whole.version
            architecture = whole.architecture
            signatures = whole.signatures
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = ReleaseFacts(
                version: newValue.version,
                architecture: newValue.architecture,
                signatures: newValue.signatures
            )
        }
    }
}

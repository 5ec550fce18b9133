// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension GraphRecord {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var url: String
        package var channel: String
        package var architecture: String
        package var digest: Digest

        fileprivate init(_ whole: GraphRecord) {
            url = whole.url
            channel = whole.channel
            architecture = whole.architecture
            digest = whole.digest
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = GraphRecord(
                url: newValue.url,
                channel: newValue.channel,
                architecture: newValue.architecture,
                digest: newValue.digest
            )
        }
    }
}

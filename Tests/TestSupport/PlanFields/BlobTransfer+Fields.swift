// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension BlobTransfer {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var digest: Digest
        package var size: Int64
        package var source: ContentPlace
        package var home: PlacedRepository
        package var atHome: Bool
        package var mountInto: [PlacedRepository]
        package var volume: Int?

        fileprivate init(_ whole: BlobTransfer) {
            digest = whole.digest
            size = whole.size
            source = whole.source
            home = whole.home
            atHome = whole.atHome
            mountInto = whole.mountInto
            volume = whole.volume
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = BlobTransfer(
                digest: newValue.digest,
                size: newValue.size,
                source: newValue.source,
                home: newValue.home,
                atHome: newValue.atHome,
                mountInto: newValue.mountInto,
                volume: newValue.volume
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension BlobTransfer {
    /// A blob in a volume of an archive, as the file of a plan spells it.
    package init(
        digest: Digest,
        size: Int64,
        source: ContentPlace,
        home: PlacedRepository,
        atHome: Bool,
        mountInto: [PlacedRepository],
        volume: Int?
    ) {
        let transfer = BlobTransfer(
            digest: digest,
            size: size,
            source: source,
            home: home,
            atHome: atHome,
            mountInto: mountInto
        )
        self = transfer.carried(by: volume)
    }
}

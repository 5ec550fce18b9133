// SPDX-License-Identifier: Apache-2.0

package import Plans

extension UpgradePath {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var product: String
        package var architecture: String
        package var from: String
        package var to: String
        package var hops: [UpgradeHop]

        fileprivate init(_ whole: UpgradePath) {
            product = whole.product
            architecture = whole.architecture
            from = whole.from
            to = whole.to
            hops = whole.hops
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = UpgradePath(
                product: newValue.product,
                architecture: newValue.architecture,
                from: newValue.from,
                to: newValue.to,
                hops: newValue.hops
            )
        }
    }
}

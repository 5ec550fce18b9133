// SPDX-License-Identifier: Apache-2.0

package import Plans

extension UpgradeHop {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var version: String
        package var channel: String
        package var isSelected: Bool
        package var risks: [UpgradeRisk]

        fileprivate init(_ whole: UpgradeHop) {
            version = whole.version
            channel = whole.channel
            isSelected = whole.isSelected
            risks = whole.risks
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = UpgradeHop(
                version: newValue.version,
                channel: newValue.channel,
                isSelected: newValue.isSelected,
                risks: newValue.risks
            )
        }
    }
}

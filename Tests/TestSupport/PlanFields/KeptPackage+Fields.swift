// SPDX-License-Identifier: Apache-2.0

package import Plans

extension KeptPackage {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var name: String
        package var defaultChannel: String?
        package var channels: [KeptChannel]

        fileprivate init(_ whole: KeptPackage) {
            name = whole.name
            defaultChannel = whole.defaultChannel
            channels = whole.channels
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = KeptPackage(
                name: newValue.name,
                defaultChannel: newValue.defaultChannel,
                channels: newValue.channels
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Plans

extension KeptChannel {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var name: String
        package var entries: [String]

        fileprivate init(_ whole: KeptChannel) {
            name = whole.name
            entries = whole.entries
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = KeptChannel(name: newValue.name, entries: newValue.entries) }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Plans

extension PlannedArchive.Volume {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var name: String
        package var size: Int64

        fileprivate init(_ whole: PlannedArchive.Volume) {
            name = whole.name
            size = whole.size
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = PlannedArchive.Volume(name: newValue.name, size: newValue.size) }
    }
}

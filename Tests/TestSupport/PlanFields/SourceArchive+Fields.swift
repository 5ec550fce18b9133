// SPDX-License-Identifier: Apache-2.0

package import Plans

extension SourceArchive {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var place: TargetPlace
        package var volumes: [Volume]

        fileprivate init(_ whole: SourceArchive) {
            place = whole.place
            volumes = whole.volumes
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = SourceArchive(newValue.place, volumes: newValue.volumes) }
    }
}

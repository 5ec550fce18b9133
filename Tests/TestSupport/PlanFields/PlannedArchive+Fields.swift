// SPDX-License-Identifier: Apache-2.0

package import Plans

extension PlannedArchive {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var limit: Int64
        package var firstVolume: Int
        package var planRoom: Int64
        package var volumes: [Volume]
        package var documents: [Document]

        fileprivate init(_ whole: PlannedArchive) {
            limit = whole.limit
            firstVolume = whole.firstVolume
            planRoom = whole.planRoom
            volumes = whole.volumes
            documents = whole.documents
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = PlannedArchive(
                limit: newValue.limit,
                firstVolume: newValue.firstVolume,
                planRoom: newValue.planRoom,
                volumes: newValue.volumes,
                documents: newValue.documents
            )
        }
    }
}

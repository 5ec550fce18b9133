// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension PlanTarget {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var place: TargetPlace
        package var lineage: Digest?
        package var serial: Int

        fileprivate init(_ whole: PlanTarget) {
            place = whole.place
            lineage = whole.lineage
            serial = whole.serial
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = PlanTarget(newValue.place, lineage: newValue.lineage, serial: newValue.serial) }
    }
}

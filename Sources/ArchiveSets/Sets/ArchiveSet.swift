// SPDX-License-Identifier: Apache-2.0

package import Plans

/// A complete set of volumes, written from one plan.
package struct ArchiveSet: Sendable, Equatable {
    package let plan: PlanFile
    /// The bytes of the plan's configuration.
    package let configuration: [UInt8]
    /// The volumes in order.
    package let volumes: [VolumeName]

    package init(plan: PlanFile, configuration: [UInt8], volumes: [VolumeName]) {
        self.plan = plan
        self.configuration = configuration
        self.volumes = volumes
    }
}

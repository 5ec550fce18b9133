// SPDX-License-Identifier: Apache-2.0

package import OCI
import Plans

/// One of two plans that are compared, by its names.
package struct ComparedPlan: Sendable, Equatable, Encodable {
    package let id: Digest
    package let configuration: String
    package let target: String

    init(_ file: PlanFile) {
        id = file.id
        configuration = file.plan.configuration.path
        target = file.plan.target.name
    }

    /// The plan for people.
    var title: String { "\(configuration) at \(target)" }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans

/// An error that the record does not tell how to repair a target.
package enum RepairRefusal: ExplainedError, Sendable, Equatable {
    /// No plan of a configuration that wants an image is recorded.
    case noPlan(PlacedName, wantedBy: [String], target: String)
    /// An image that was built cannot be built again as it was.
    case changedBuild(PlacedName, reason: Explanation, configuration: String, target: String)
    /// Several plans would be written to one file.
    case severalFiles(configurations: [String])

    package var explanation: Explanation {
        switch self {
        case .noPlan(let name, let configurations, let target):
            Explanation(
                "\(name): no applied plan of \(listed(configurations)) is recorded here, so nothing tells how it was mirrored",
                remedy: "Plan the configuration: \(Self.plan(configurations.first ?? "isc.yaml", target))"
            )
        case .changedBuild(let name, let reason, let configuration, let target):
            reason.about("\(name) cannot be built again as it was").adding(
                remedy: "Plan the configuration, which builds a new one: \(Self.plan(configuration, target))"
            )
        case .severalFiles(let configurations):
            Explanation(
                "the repair takes a plan for each of \(listed(configurations)), and all would be written to one file",
                remedy: "Repair one configuration at a time: -c \(shellArgument(configurations.first ?? "isc.yaml"))"
            )
        }
    }

    private static func plan(_ configuration: String, _ target: String) -> String {
        "mirror plan -c \(shellArgument(configuration)) \(OptionName.to) \(shellArgument(target))"
    }
}

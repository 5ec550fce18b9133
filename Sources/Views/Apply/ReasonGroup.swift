// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans

/// Items with the same reason, in order.
struct ReasonGroup: Equatable {
    let reason: String
    var names: [String]

    /// Groups items by their reason; items without a reason are left out.
    static func all(
        _ results: [(name: String, result: ActionResult)],
        _ reason: (ActionResult) -> String?
    ) -> [ReasonGroup] {
        var groups: [ReasonGroup] = []
        for (name, result) in results {
            guard let reason = reason(result) else { continue }
            if let index = groups.firstIndex(where: { $0.reason == reason }) {
                groups[index].names.append(name)
            } else {
                groups.append(ReasonGroup(reason: reason, names: [name]))
            }
        }
        return groups
    }

    /// The reason below the names.
    var reasonLines: [String] { reason.split(separator: "\n").map { "      \(printable(String($0)))" } }
}

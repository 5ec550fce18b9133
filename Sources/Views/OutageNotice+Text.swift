// SPDX-License-Identifier: Apache-2.0

package import Scheduling

extension Outages.Notice {
    /// The message for people.
    package var text: String {
        switch self {
        case .waiting(let server, let reason, let limit):
            "waiting up to \(limit.components.seconds) seconds for \(server) (\(reason))"
        case .over(let server): "\(server) answers again"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The logs of a run of v2.
package struct VersionTwoLogs: Sendable, Hashable {
    /// The log.
    package let log: String
    /// The images that could not be mirrored.
    package let errors: String

    /// Names the logs in a folder by the local time at which the run began.
    package init(in folder: String, at time: Date, in zone: TimeZone) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        let parts = calendar.dateComponents([.year, .month, .day, .hour, .minute, .second], from: time)
        func two(_ number: Int?) -> String {
            let text = String(number ?? 0)
            return text.count < 2 ? "0" + text : text
        }
        let day = "\(parts.year ?? 0)\(two(parts.month))\(two(parts.day))"
        let stamp = "\(day)_\(two(parts.hour))\(two(parts.minute))\(two(parts.second))"
        log = joinedPath(folder, "oc-mirror-\(stamp).log")
        errors = joinedPath(folder, "mirroring_errors_\(stamp).txt")
    }
}

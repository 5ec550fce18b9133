// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PublishedPlan {
    /// What is told below a plan that changes something, and was written to a file.
    package func ending(_ next: NextCommand, in path: String) -> String {
        let warning = room.flatMap { $0.warning.map { "\(printable($0))\n" } } ?? ""
        return warning + "The plan is in \(path). Review it, then run: \(next.text)\n"
    }
}

extension ArchiveRoom {
    /// What whoever plans should know before applying.
    var warning: String? {
        isTooSmall ? "warning: \(folder): \(ByteCount.room(free: free, needed: needed))" : nil
    }
}

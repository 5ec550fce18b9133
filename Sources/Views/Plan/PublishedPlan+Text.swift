// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Runs

extension PublishedPlan {
    /// The message after a plan with changes that was written to a file.
    package func ending(_ next: NextCommand, in path: String) -> String {
        let warning = room.flatMap { $0.warning.map { "\(printable($0))\n" } } ?? ""
        return warning + "The plan is in \(path). Review it, then run: \(next.text)\n"
    }
}

extension ArchiveRoom {
    /// A warning to read before applying.
    var warning: String? {
        isTooSmall ? "warning: \(folder): \(ByteCount.room(free: free, needed: needed))" : nil
    }
}

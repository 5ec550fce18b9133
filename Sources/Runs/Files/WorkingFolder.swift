// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
import Foundation

/// The working folder, from which relative paths begin.
package enum WorkingFolder {
    /// Refuses a working folder that Foundation cannot name: relative paths would be wrong.
    package static func check() throws(UnusableWorkingFolder) {
        let files = FileManager.default
        let path = files.currentDirectoryPath
        func identity(_ path: String) -> [AnyHashable?] {
            let attributes = try? files.attributesOfItem(atPath: path)
            return [attributes?[.systemNumber] as? Int, attributes?[.systemFileNumber] as? Int]
        }
        guard path.hasPrefix("/"), identity(path) == identity(".") else {
            throw UnusableWorkingFolder()
        }
    }
}

/// The working folder cannot be named by a path.
package struct UnusableWorkingFolder: ExplainedError, Sendable, Equatable {
    package var explanation: Explanation {
        Explanation(
            "the working folder cannot be used: its path has more than 1000 characters or is not UTF-8, or it was removed",
            remedy: "Change to another folder and name the files by their paths."
        )
    }
}

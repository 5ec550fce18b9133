// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The folder that relative paths begin at.
enum WorkingFolder {
    /// Refuses a folder whose path Foundation cannot name: relative paths would lead elsewhere, or nowhere.
    static func check() throws(CommandError) {
        let files = FileManager.default
        let path = files.currentDirectoryPath
        func identity(_ path: String) -> [AnyHashable?] {
            let attributes = try? files.attributesOfItem(atPath: path)
            return [attributes?[.systemNumber] as? Int, attributes?[.systemFileNumber] as? Int]
        }
        guard path.hasPrefix("/"), identity(path) == identity(".") else {
            throw CommandError(
                """
                the working folder cannot be used: its path has more than 1000 characters or is not UTF-8, or it was removed
                Change to another folder and name the files by their paths.
                """
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Usage

/// What `make install` calls: `mirror ---manual FOLDER` writes the pages of the manual.
enum ManualEntry {
    /// The first argument of such a call.
    static let flag = "---manual"

    /// Writes the pages, if the arguments are such a call.
    static func write(for arguments: [String]) throws -> Bool {
        guard arguments.count == 2, arguments[0] == flag else { return false }
        let folder = URL(filePath: arguments[1])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let pages = ManualPage.all(
            of: try CommandTree.load(),
            version: MirrorCommand.version,
            examples: Examples.heading
        )
        for page in pages { try Data(page.text.utf8).write(to: folder.appending(path: page.fileName)) }
        return true
    }
}

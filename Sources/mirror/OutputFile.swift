// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// A file that a command writes because a user named it, or its default name.
struct OutputFile {
    let path: String
    /// What the file is, such as `plan`.
    let subject: String

    /// The file that links lead to.
    var file: URL { URL(filePath: path).resolvingSymlinksInPath() }

    /// What is there now; `nil` where there is nothing.
    var type: FileAttributeType? {
        try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
    }

    /// Refuses standard output, where the results go.
    func requireFile(_ option: String) throws(CommandError) {
        guard path == StandardStream.name else { return }
        throw CommandError("\(option) -: the \(subject) is not written to standard output\nName a file: \(option) FILE")
    }

    /// Whether another path leads to the same file.
    func isSame(as other: String) -> Bool { file == URL(filePath: other).resolvingSymlinksInPath() }

    /// Writes a regular file as a whole or not at all; a device or a pipe is written to as it is.
    func write(_ bytes: [UInt8]) throws {
        do {
            if let type, type != .typeRegular {
                let handle = try FileHandle(forWritingTo: file)
                try handle.write(contentsOf: Data(bytes))
                try handle.close()
            } else {
                try Data(bytes).write(to: file, options: .atomic)
            }
        } catch {
            throw CommandError("\(path): the \(subject) cannot be written: \(error.fileProblem)")
        }
    }
}

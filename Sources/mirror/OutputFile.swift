// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

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

    /// The file that is replaced: a link is, and not what it leads to, unless the system has it to name a stream.
    private var written: String {
        ["/dev/", "/proc/"].contains(where: path.hasPrefix) ? file.path : path
    }

    /// The permissions of the regular file that is there.
    private var permissions: UInt32? {
        let found = try? FileManager.default.attributesOfItem(atPath: path)
        guard found?[.type] as? FileAttributeType == .typeRegular else { return nil }
        return (found?[.posixPermissions] as? Int).map { UInt32($0 & 0o777) }
    }

    /// Writes a regular file as a whole or not at all; a device or a pipe is written to as it is.
    func write(_ bytes: [UInt8]) throws {
        do {
            if let type, type != .typeRegular {
                let handle = try FileHandle(forWritingTo: file)
                try handle.write(contentsOf: Data(bytes))
                try handle.close()
            } else {
                try WholeFile.write(bytes, to: written, permissions: permissions)
            }
        } catch let error as SystemError {
            let problem = error.number == ENOENT ? CocoaError(.fileNoSuchFile).fileProblem : error.description
            throw CommandError("\(path): the \(subject) cannot be written: \(problem)")
        } catch {
            throw CommandError("\(path): the \(subject) cannot be written: \(error.fileProblem)")
        }
    }
}

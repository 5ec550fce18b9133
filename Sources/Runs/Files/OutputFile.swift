// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
import Scheduling

/// A file that a command writes because a user named it, or its default name.
package struct OutputFile: Sendable {
    package let path: String
    package let kind: OutputKind

    package init(_ path: String, _ kind: OutputKind) {
        self.path = path
        self.kind = kind
    }

    /// The file that links lead to.
    package var file: URL { URL(filePath: path).resolvingSymlinksInPath() }

    /// What is there now; `nil` where there is nothing.
    var type: FileAttributeType? {
        try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
    }

    /// Refuses standard output, where the results go.
    package func requireFile() throws(OutputRefusal) {
        guard path != StandardStream.name else { throw .standardOutput(kind) }
    }

    /// Refuses a folder, and a file that `isOurs` does not know as one that may be replaced.
    package func check(isOurs: (URL) throws -> Bool) throws {
        switch type {
        case .typeDirectory: throw OutputRefusal.folder(kind, path: path)
        case .typeRegular:
            guard try isOurs(file) else { throw OutputRefusal.foreign(kind, path: path) }
        default: break
        }
    }

    /// Whether another path leads to the same file.
    package func isSame(as other: String) -> Bool { file == URL(filePath: other).resolvingSymlinksInPath() }

    /// The bytes of the file that is there, if they are no more than `limit`.
    func bytes(upTo limit: Int) -> Data? {
        let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        guard let size, size <= limit else { return nil }
        return try? Data(contentsOf: file)
    }

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
    package func write(_ bytes: [UInt8]) throws(OutputRefusal) {
        do {
            if let type, type != .typeRegular {
                let handle = try FileHandle(forWritingTo: file)
                try handle.write(contentsOf: Data(bytes))
                try handle.close()
            } else {
                try WholeFile.write(bytes, to: written, permissions: permissions)
            }
        } catch let error as SystemFailure {
            let problem = error.number == ENOENT ? CocoaError(.fileNoSuchFile).fileProblem : error.description
            throw .unwritable(kind, path: path, reason: problem)
        } catch {
            throw .unwritable(kind, path: path, reason: error.fileProblem)
        }
    }
}

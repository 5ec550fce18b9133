// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Foundation
import Scheduling

/// An output file of a command, with a path from the user or its default name.
package struct OutputFile: Sendable {
    package let path: String
    package let kind: OutputKind

    package init(_ path: String, _ kind: OutputKind) {
        self.path = path
        self.kind = kind
    }

    /// The file, after following links.
    package var file: URL { URL(filePath: path).resolvingSymlinksInPath() }

    /// The type of the existing file; `nil` if the path names nothing.
    var type: FileAttributeType? {
        try? FileManager.default.attributesOfItem(atPath: file.path)[.type] as? FileAttributeType
    }

    /// Refuses standard output, which is for the results.
    package func requireFile() throws(OutputRefusal) {
        guard path != StandardStream.name else { throw .standardOutput(kind) }
    }

    /// Refuses a folder, and an existing file for which `isOurs` is false.
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

    /// The bytes of the existing file, if there are at most `limit`.
    func bytes(upTo limit: Int) -> Data? {
        let size = try? FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int
        guard let size, size <= limit else { return nil }
        return try? Data(contentsOf: file)
    }

    /// The path to replace: a link itself and not its target, except for links that the system uses for streams.
    private var written: String {
        ["/dev/", "/proc/"].contains(where: path.hasPrefix) ? file.path : path
    }

    /// The permissions of the existing regular file.
    private var permissions: UInt32? {
        let found = try? FileManager.default.attributesOfItem(atPath: path)
        guard found?[.type] as? FileAttributeType == .typeRegular else { return nil }
        return (found?[.posixPermissions] as? Int).map { UInt32($0 & 0o777) }
    }

    /// Writes a regular file completely or not at all; writes directly to a device or pipe.
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

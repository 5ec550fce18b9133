// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import SystemPackage

extension FileDescriptor {
    /// Opens or makes a regular file, in a folder that others may write to: a link could lead anywhere, and opening a pipe
    /// may block forever.
    static func regular(
        _ path: String,
        _ mode: AccessMode,
        making: Bool = false
    ) throws(ArchiveSetError) -> FileDescriptor {
        let name = FilePath(path)
        // Merely opening a device may have an effect.
        if let found = try? name.stat(followTargetSymlink: false) { try requireRegular(found, path) }
        let file: FileDescriptor
        do {
            var options: OpenOptions = [.noFollow, .nonBlocking, .closeOnExec]
            if making { options.insert(.create) }
            file = try .open(name, mode, options: options, permissions: [.ownerReadWrite, .groupRead, .otherRead])
        } catch {
            let verb = mode == .readOnly ? "read" : "written"
            throw ArchiveSetError(path: path, message: "it cannot be \(verb): \(error.fileProblem)")
        }
        do {
            try requireRegular(try file.stat(), path)
            return file
        } catch {
            try? file.close()
            throw error as? ArchiveSetError
                ?? ArchiveSetError(path: path, message: "it cannot be read: \(error.fileProblem)")
        }
    }

    private static func requireRegular(_ found: Stat, _ path: String) throws(ArchiveSetError) {
        guard found.type != .regular else { return }
        throw ArchiveSetError(
            path: path,
            message: "it is \(found.type.name), but a file was expected",
            remedy: "mirror did not put it there: find out who did, and remove it; it was not changed."
        )
    }

    /// Whether a path still leads to this file.
    func lies(at path: String) -> Bool {
        guard let named = try? FilePath(path).stat(followTargetSymlink: false), let own = try? stat() else {
            return false
        }
        return named.deviceID == own.deviceID && named.inode == own.inode
    }
}

extension FileType {
    fileprivate var name: String {
        switch self {
        case .directory: "a folder"
        case .symbolicLink: "a symbolic link"
        case .fifo: "a pipe"
        case .socket: "a socket"
        case .characterSpecial, .blockSpecial: "a device"
        default: "not a regular file"
        }
    }
}

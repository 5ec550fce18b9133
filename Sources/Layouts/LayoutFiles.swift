// SPDX-License-Identifier: Apache-2.0

import Foundation

/// The files of a layout's directory; symbolic links are followed as long as they stay inside.
struct LayoutFiles: Sendable, Hashable {
    /// The path as the user gave it.
    let path: String
    /// The path without symbolic links.
    private let resolved: String

    init(path: String) throws(LayoutError) {
        self.path = path
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        self.resolved = resolved
        guard FileManager.default.fileExists(atPath: resolved) else {
            throw LayoutError(path: path, message: "there is no such directory")
        }
        let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        guard type == .typeDirectory else {
            throw LayoutError(path: path, message: "it is not a directory; an OCI image layout is one")
        }
    }

    /// A regular file inside: where it really is, and its size.
    struct Located {
        let url: URL
        let size: Int64
    }

    /// Finds a file; `nil` where there is none.
    func locate(_ name: String) throws(LayoutError) -> Located? {
        let file = URL(filePath: resolved).appending(path: name).resolvingSymlinksInPath()
        let shown = "\(path)/\(name)"
        let root = resolved.hasSuffix("/") ? resolved : resolved + "/"
        guard file.path(percentEncoded: false).hasPrefix(root) else {
            throw LayoutError(path: shown, message: "it is a symbolic link that leads out of the layout")
        }
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            return nil
        } catch {
            throw LayoutError(path: shown, message: "it cannot be read")
        }
        // Anything else, a pipe say, could keep the reader waiting for ever.
        guard attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? NSNumber else {
            throw LayoutError(path: shown, message: "it is not a regular file")
        }
        return Located(url: file, size: size.int64Value)
    }

    /// Opens a file at an offset.
    func open(_ file: Located, _ name: String, at offset: Int64 = 0) throws(LayoutError) -> FileHandle {
        do {
            let handle = try FileHandle(forReadingFrom: file.url)
            if offset > 0 { try handle.seek(toOffset: UInt64(offset)) }
            return handle
        } catch {
            throw LayoutError(path: "\(path)/\(name)", message: "it cannot be read; check its permissions")
        }
    }

    /// Reads a small file as a whole; `nil` where there is none.
    func read(_ name: String, limit: Int64) throws(LayoutError) -> [UInt8]? {
        guard let file = try locate(name) else { return nil }
        guard file.size <= limit else {
            throw LayoutError(path: "\(path)/\(name)", message: "it is longer than the \(limit) bytes that are read")
        }
        let handle = try open(file, name)
        do {
            return [UInt8](try handle.read(upToCount: Int(limit)) ?? Data())
        } catch {
            throw LayoutError(path: "\(path)/\(name)", message: "it cannot be read")
        }
    }
}

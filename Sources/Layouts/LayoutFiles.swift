// SPDX-License-Identifier: Apache-2.0

package import Foundation

/// The files in a layout's directory, or in a registry's storage; symbolic links are followed if they stay inside.
package struct LayoutFiles: Sendable, Hashable {
    /// The path as the user gave it.
    package let path: String
    /// The path without symbolic links.
    private let resolved: String
    /// The kind of the directory, for errors.
    private let noun: String

    /// Opens a directory.
    package init(path: String, noun: String = "layout") throws(LayoutError) {
        self.path = path
        self.noun = noun
        let resolved = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        self.resolved = resolved
        guard FileManager.default.fileExists(atPath: resolved) else {
            throw LayoutError(path: path, message: "there is no such directory")
        }
        let type = try? FileManager.default.attributesOfItem(atPath: resolved)[.type] as? FileAttributeType
        guard type == .typeDirectory else {
            throw LayoutError(
                path: path,
                message: "it is not a directory; \(noun == "layout" ? "an OCI image layout" : "a \(noun)") is one"
            )
        }
    }

    /// A regular file inside the directory: its real path and its size.
    package struct Located {
        package let url: URL
        package let size: Int64
    }

    /// Finds a file; `nil` if the folder has no file of that name.
    package func locate(_ name: String) throws(LayoutError) -> Located? {
        let shown = "\(path)/\(name)"
        let file = try resolve(name)
        let attributes: [FileAttributeKey: Any]
        do {
            attributes = try FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))
        } catch let error as CocoaError where error.code == .fileReadNoSuchFile || error.code == .fileNoSuchFile {
            return nil
        } catch {
            throw LayoutError(path: shown, message: "it cannot be read")
        }
        // Anything else, such as a pipe, could block the reader for ever.
        guard attributes[.type] as? FileAttributeType == .typeRegular, let size = attributes[.size] as? NSNumber else {
            throw LayoutError(path: shown, message: "it is not a regular file")
        }
        return Located(url: file, size: size.int64Value)
    }

    /// Follows the symbolic links of a path.
    private func resolve(_ name: String) throws(LayoutError) -> URL {
        let file = URL(filePath: resolved).appending(path: name).resolvingSymlinksInPath()
        let root = resolved.hasSuffix("/") ? resolved : resolved + "/"
        guard file.path(percentEncoded: false).hasPrefix(root) else {
            throw LayoutError(
                path: "\(path)/\(name)",
                message: "it is a symbolic link that leads out of the \(noun)"
            )
        }
        return file
    }

    /// The content of a directory by type; a symbolic link never counts as its target.
    package struct Listing {
        /// The names, sorted.
        package var directories: [String] = []
        /// The regular files and their sizes.
        package var files: [String: Int64] = [:]
        /// The symbolic links.
        package var links: [String] = []
    }

    /// Lists a directory; a missing one is empty.
    package func list(_ name: String) throws(LayoutError) -> Listing {
        let directory = try resolve(name).path(percentEncoded: false)
        var listing = Listing()
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: directory) else { return listing }
        for name in names.sorted() {
            guard let attributes = try? FileManager.default.attributesOfItem(atPath: "\(directory)/\(name)") else {
                continue
            }
            switch attributes[.type] as? FileAttributeType {
            case .typeDirectory?: listing.directories.append(name)
            case .typeRegular?: listing.files[name] = (attributes[.size] as? NSNumber)?.int64Value
            case .typeSymbolicLink?: listing.links.append(name)
            default: continue
            }
        }
        return listing
    }

    /// Opens a file at an offset.
    func open(_ file: Located, _ name: String, at offset: Int64 = 0) throws(LayoutError) -> FileHandle {
        do {
            let handle = try FileHandle(forReadingFrom: file.url)
            if offset > 0 { try handle.seek(toOffset: UInt64(offset)) }
            return handle
        } catch {
            throw LayoutError(path: "\(path)/\(name)", message: "it cannot be read", remedy: "check its permissions")
        }
    }

    /// Reads a small file completely; `nil` if the folder has no file of that name.
    package func read(_ name: String, limit: Int64) throws(LayoutError) -> [UInt8]? {
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

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import OCI

/// The storage of a registry in a folder: an unpacked archive, or the cache of oc-mirror.
struct StorageFolder: Sendable {
    /// The path of oc-mirror's cache below its configured folder.
    private static let cache = ".oc-mirror/.cache/"
    /// The maximum number of files that are listed.
    static let fileLimit = 5_000_000

    private let files: LayoutFiles
    /// The path before `docker/registry/v2`.
    private let prefix: String

    /// Finds the storage in a folder; `nil` if the folder holds no storage.
    init?(in folder: String) throws(ArchiveSetError) {
        let path = { (prefix: String) in "\(folder)/\(prefix)\(StoragePath.root)" }
        let found = ["", Self.cache].filter { FileManager.default.fileExists(atPath: path($0)) }
        // Blobs without repositories name no images: our own cache may be at the place of oc-mirror's.
        let named = found.first { FileManager.default.fileExists(atPath: path($0) + "/repositories") }
        guard let prefix = named ?? found.first else { return nil }
        self.prefix = prefix
        files = try Self.inArchiveTerms { () throws(LayoutError) in try LayoutFiles(path: folder, noun: "folder") }
    }

    /// The path of a file, without symbolic links: a member of the storage, or a document.
    func path(of member: String) throws(ArchiveSetError) -> String {
        let name = name(of: member)
        let file = try Self.inArchiveTerms { () throws(LayoutError) in try files.locate(name) }
        guard let file else {
            throw ArchiveSetError(path: "\(files.path)/\(name)", message: "the file no longer exists")
        }
        return file.url.path(percentEncoded: false)
    }

    /// Lists all members; the call blocks.
    func table() throws(ArchiveSetError) -> MemberTable {
        var walk = StorageWalk(files: files, prefix: prefix)
        return try Self.inArchiveTerms { () throws(LayoutError) in try walk.walk() }
    }

    private func name(of member: String) -> String {
        member.hasPrefix("\(StoragePath.root)/") ? prefix + member : member
    }

    private static func inArchiveTerms<Result>(
        _ body: () throws(LayoutError) -> Result
    ) throws(ArchiveSetError) -> Result {
        do {
            return try body()
        } catch {
            throw ArchiveSetError(path: error.path, message: error.message, remedy: error.remedy)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts
import OCI

/// The storage of a registry in a folder: an archive that was unpacked, or the cache of oc-mirror.
struct StorageFolder: Sendable {
    /// Where oc-mirror has its cache below the folder that it is told.
    private static let cache = ".oc-mirror/.cache/"
    /// The most files that are looked at.
    static let fileLimit = 5_000_000

    private let files: LayoutFiles
    /// What stands before `docker/registry/v2`.
    private let prefix: String

    /// Finds the storage in a folder; `nil` where there is none.
    init?(in folder: String) throws(ArchiveSetError) {
        let path = { (prefix: String) in "\(folder)/\(prefix)\(StoragePath.root)" }
        let found = ["", Self.cache].filter { FileManager.default.fileExists(atPath: path($0)) }
        // Blobs alone are no storage that names images: our own cache may lie where oc-mirror's is looked for.
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
            throw ArchiveSetError(path: "\(files.path)/\(name)", message: "there is no such file any more")
        }
        return file.url.path(percentEncoded: false)
    }

    /// Lists everything; it blocks.
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
            throw ArchiveSetError(path: error.path, message: error.message)
        }
    }
}

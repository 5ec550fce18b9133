// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A configuration's folder that is in no git repository, and becomes one.
struct NewRepository {
    /// The absolute path.
    let folder: String
    /// Whether the user asks for a repository there, whatever else the folder is used for.
    var isAskedFor = false

    /// Refuses a folder that is also used for other purposes.
    func check(_ environment: [String: String]) throws {
        guard let reason = reason(environment) else { return }
        throw NewRepositoryError(folder: folder, reason: reason, better: folder == "/" ? "/mirror" : "\(folder)/mirror")
    }

    private func reason(_ environment: [String: String]) -> String? {
        let here = Self.resolved(folder)
        guard FileManager.default.isWritableFile(atPath: here) else { return "a folder that you may not write to" }
        guard !isAskedFor else { return nil }
        guard here != "/" else { return "the root of the file system" }
        if let home = environment["HOME"], !home.isEmpty {
            let home = Self.resolved(home)
            if here == home { return "your home folder" }
            if home.hasPrefix("\(here)/") { return "a folder above your home folder" }
        }
        let mode = (try? FileManager.default.attributesOfItem(atPath: here))?[.posixPermissions] as? Int ?? 0
        // A sticky bit and write access for everybody mark folders for temporary files.
        return mode & 0o1002 == 0o1002 ? "a folder that everybody writes to" : nil
    }

    private static func resolved(_ path: String) -> String {
        let path = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path(percentEncoded: false)
        return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }
}

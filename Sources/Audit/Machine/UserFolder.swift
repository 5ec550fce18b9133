// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// The folder for a user's files of one kind (XDG Base Directory Specification).
package struct UserFolder: Sendable {
    /// The variable that names the parent folder.
    let variable: String
    /// The parent folder in the user's home, if the variable is not set.
    let fallback: String

    package static let state = Self(variable: "XDG_STATE_HOME", fallback: ".local/state")
    package static let cache = Self(variable: "XDG_CACHE_HOME", fallback: ".cache")

    /// This tool's folder: in the variable's folder, or else in the user's home.
    ///
    /// The random user of a pod has no home, or no write access to it. Then the folder is a private one for temporary
    /// files.
    package func path(_ environment: [String: String]) throws -> String {
        if let folder = environment[variable], folder.hasPrefix("/") { return "\(folder)/mirror" }
        if let folder = inHome(environment), Self.isUsable(folder) { return folder }
        return "\(try Self.temporary(environment))/\(fallback.split(separator: "/").last ?? "files")"
    }

    /// The note that files are not kept in the user's home folder.
    ///
    /// `nil` if the files are there, or if a variable names the folder.
    package static func fallbackNote(_ environment: [String: String]) -> String? {
        let lost = [state, cache].filter { folder in
            let isNamed = environment[folder.variable]?.hasPrefix("/") == true
            return !isNamed && folder.inHome(environment).map(isUsable) != true
        }
        guard !lost.isEmpty, let folder = try? temporary(environment) else { return nil }
        let home = environment["HOME"].flatMap { $0.isEmpty ? nil : $0 }
        let reason = home.map { "\($0), your home folder, cannot be written to" } ?? "HOME is not set"
        let variables = lost.map(\.variable).joined(separator: " and ")
        return "note: \(reason), so files are kept in \(folder); set \(variables) to folders that last\n"
    }

    private func inHome(_ environment: [String: String]) -> String? {
        environment["HOME"].flatMap { $0.isEmpty ? nil : "\($0)/\(fallback)/mirror" }
    }

    /// Whether the folder exists or can be made.
    private static func isUsable(_ folder: String) -> Bool {
        var path = folder
        // An existing folder may be read-only, as a cache can be.
        guard !FileManager.default.fileExists(atPath: path) else { return true }
        while !FileManager.default.fileExists(atPath: path), path.count > 1 {
            path = URL(filePath: path).deletingLastPathComponent().path
        }
        let type = try? FileManager.default.attributesOfItem(atPath: "\(path)/.")[.type] as? FileAttributeType
        return type == .typeDirectory && FileManager.default.isWritableFile(atPath: path)
    }

    /// The user's private folder for temporary files; it is made if it is missing.
    private static func temporary(_ environment: [String: String]) throws -> String {
        let parent = environment["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
        let folder = "\(parent)/mirror-\(geteuid())"
        do {
            if (try? FileManager.default.attributesOfItem(atPath: folder)) == nil {
                try FileManager.default.createDirectory(
                    atPath: folder,
                    withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700]
                )
            }
            let found = try FileManager.default.attributesOfItem(atPath: folder)
            guard found[.type] as? FileAttributeType == .typeDirectory,
                found[.ownerAccountID] as? Int == Int(geteuid()),
                (found[.posixPermissions] as? Int ?? 0o777) & 0o077 == 0
            else { throw UserFolderError.shared }
        } catch {
            throw UserFolderError.unusable(folder: folder, problem: error.fileProblem)
        }
        return folder
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A new folder that only this user can look into, for as long as one run of GnuPG takes.
struct PrivateFolder: Sendable {
    let path: String

    /// Makes a folder, hands it to `body`, and removes it whatever comes of that.
    static func with<Result>(_ body: (PrivateFolder) async throws -> Result) async throws -> Result {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let folder = PrivateFolder(path: "\(parent)/mirror-gnupg-\(UUID())")
        do {
            // Fails where something has this name already, so nobody else's folder is ever used.
            try FileManager.default.createDirectory(
                atPath: folder.path,
                withIntermediateDirectories: false,
                attributes: [.posixPermissions: 0o700]
            )
        } catch {
            throw ProgramError.noFolder(parent: parent, reason: error.localizedDescription)
        }
        defer { try? FileManager.default.removeItem(atPath: folder.path) }
        return try await body(folder)
    }

    /// The path of a file in it.
    subscript(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file; returns its path.
    func write(_ bytes: [UInt8], to name: String) throws(ProgramError) -> String {
        do {
            try Data(bytes).write(to: URL(filePath: self[name]))
            return self[name]
        } catch {
            throw ProgramError.noFolder(parent: path, reason: error.localizedDescription)
        }
    }

    /// Reads a file; one that is not there is empty.
    func read(_ name: String) -> [UInt8] {
        (try? Data(contentsOf: URL(filePath: self[name]))).map { [UInt8]($0) } ?? []
    }
}

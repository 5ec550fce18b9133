// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// A new folder that only this user can read, for one run of GnuPG.
struct PrivateFolder: Sendable {
    let path: String

    /// Makes a folder, passes it to `body`, and removes it in any case.
    static func with<Result>(_ body: (PrivateFolder) async throws -> Result) async throws -> Result {
        let parent = FileManager.default.temporaryDirectory.path(percentEncoded: false)
        let folder = PrivateFolder(path: "\(parent)/mirror-gnupg-\(UUID())")
        do {
            // This fails if the name exists, so a folder of somebody else is never used.
            try await blocking {
                try FileManager.default.createDirectory(
                    atPath: folder.path,
                    withIntermediateDirectories: false,
                    attributes: [.posixPermissions: 0o700]
                )
            }
        } catch {
            throw ProgramError.noFolder(parent: parent, reason: error.fileProblem)
        }
        let result: Result
        do {
            result = try await body(folder)
        } catch {
            await folder.remove()
            throw error
        }
        await folder.remove()
        return result
    }

    private func remove() async {
        try? await blocking { [path] in try FileManager.default.removeItem(atPath: path) }
    }

    /// The path of a file in the folder.
    subscript(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file; returns its path.
    func write(_ bytes: [UInt8], to name: String) async throws(ProgramError) -> String {
        let file = self[name]
        do {
            try await blocking { try Data(bytes).write(to: URL(filePath: file)) }
            return file
        } catch {
            throw ProgramError.noFolder(parent: path, reason: error.fileProblem)
        }
    }

    /// Reads a file; a missing one is empty.
    func read(_ name: String) async throws -> [UInt8] {
        let file = self[name]
        return try await blocking { (try? Data(contentsOf: URL(filePath: file))).map { [UInt8]($0) } ?? [] }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation

/// The regular files in a folder and below it; links are neither followed nor reported.
package struct FolderWalk {
    /// The maximum depth; no known layout has deeper folders.
    private static let depthLimit = 8

    /// The folder that names are relative to.
    package let root: String

    package init(root: String) { self.root = root }

    /// Calls `body` with the name and the status of each file below a folder, sorted by name within each folder.
    package func files(in folder: String, _ body: (String, FileStatus) throws -> Void) throws {
        // If the folder is a link, it leads out.
        guard FileStatus("\(root)/\(folder)")?.kind == .folder else { return }
        try walk(folder, depth: 0, body)
    }

    private func walk(_ folder: String, depth: Int, _ body: (String, FileStatus) throws -> Void) throws {
        try Task.checkCancellation()
        let entries: [String]
        do {
            entries = try FileManager.default.contentsOfDirectory(atPath: "\(root)/\(folder)")
        } catch {
            throw LayoutError(path: "\(root)/\(folder)", message: "it cannot be read: \(error.fileProblem)")
        }
        for entry in entries.sorted() {
            let name = "\(folder)/\(entry)"
            guard let status = FileStatus("\(root)/\(name)") else { continue }
            switch status.kind {
            case .regular: try body(name, status)
            case .folder: if depth < Self.depthLimit { try walk(name, depth: depth + 1, body) }
            case .other: continue
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// The log of a run: everything that it told, in a file.
///
/// A log that cannot be written does not keep anybody from mirroring.
final class ToolLog: Sendable {
    private let handle: Guarded<FileHandle?>

    /// Opens a log; one that exists is continued.
    init(path: String) {
        let folder = URL(filePath: path).deletingLastPathComponent().path(percentEncoded: false)
        try? FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        let file = FileHandle(forWritingAtPath: path)
        _ = try? file?.seekToEnd()
        handle = Guarded(file)
    }

    /// Adds a text, without the colours of a terminal.
    func write(_ text: String) {
        let text = text.contains("\u{1b}") ? text.replacing(/\u{1b}\[[0-9;]*m/, with: "") : text
        handle.withLock { file in
            do {
                try file?.write(contentsOf: Data(text.utf8))
            } catch {
                file = nil
            }
        }
    }
}

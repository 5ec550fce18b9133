// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A new, empty directory that is removed with its last reference.
package final class TemporaryDirectory: Sendable {
    /// The absolute path, without symbolic links and without a slash at the end.
    package let path: String

    package init() throws {
        let parent = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
        let directory = parent.appending(path: "mirror-tests-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.path(percentEncoded: false)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The absolute path of something inside.
    package subscript(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file and the directories above it; returns its absolute path.
    @discardableResult
    package func write(_ text: String, to name: String) throws -> String {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file and the directories above it; returns its absolute path.
    @discardableResult
    package func write(_ bytes: [UInt8], to name: String) throws -> String {
        let file = URL(filePath: self[name])
        try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: file)
        return self[name]
    }

    /// Makes a directory and the ones above it; returns its absolute path.
    @discardableResult
    package func makeDirectory(_ name: String) throws -> String {
        try FileManager.default.createDirectory(atPath: self[name], withIntermediateDirectories: true)
        return self[name]
    }

    /// Reads a file.
    package func read(_ name: String) throws -> [UInt8] {
        // `Data(contentsOf:)` leaks a page for every empty file, which the sanitizer does not forgive.
        try Array(FileHandle(forReadingFrom: URL(filePath: self[name])).readToEnd() ?? Data())
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Registry
import Scheduling

/// An append-only record of uploads, by which a killed apply carries on where it stopped.
///
/// It stays on the machine that wrote it: upload sessions carry state of the server that is
/// nobody else's business. A line that was cut off by a crash is passed over.
package final class Journal: Sendable {
    private struct Entry: Codable {
        var digest: Digest
        var session: UploadSession?
    }

    private struct State {
        var sessions: [Digest: UploadSession] = [:]
        var handle: FileHandle?
    }

    private let path: String
    /// Whether an earlier run left something to carry on from.
    package let resumes: Bool
    private let state: Guarded<State>

    /// Reads what an earlier run left at `path`, if anything.
    package init(path: String) {
        self.path = path
        var sessions: [Digest: UploadSession] = [:]
        let existing = try? Self.open(path, O_RDONLY).readToEnd() ?? Data()
        for line in (existing ?? Data()).split(separator: 0x0a) {
            guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line)) else { continue }
            sessions[entry.digest] = entry.session
        }
        resumes = existing != nil
        state = Guarded(State(sessions: sessions))
    }

    /// Opens the file for this run; it and its folders are made where they are missing.
    func begin() throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let handle = try Self.open(path, O_RDWR | O_CREAT)
        try handle.seekToEnd()
        // A line feed closes what a crash may have left without one.
        if resumes { try handle.write(contentsOf: Data([0x0a])) }
        state.withLock { $0.handle = handle }
    }

    private static func open(_ path: String, _ flags: CInt) throws(OwnFileError) -> FileHandle {
        FileHandle(fileDescriptor: try OwnFile.open(path, flags, isPrivate: true), closeOnDealloc: true)
    }

    /// The session in which a blob was being uploaded.
    func session(of digest: Digest) -> UploadSession? {
        state.withLock { $0.sessions[digest] }
    }

    /// Remembers how far an upload has come; `nil` when it ended.
    func record(_ session: UploadSession?, of digest: Digest) throws {
        try state.withLock { state in
            state.sessions[digest] = session
            var line = try JSONEncoder().encode(Entry(digest: digest, session: session))
            line.append(0x0a)
            try state.handle?.write(contentsOf: line)
        }
    }

    /// Removes the file of a plan that is done.
    package func remove() {
        state.withLock { state in
            try? state.handle?.close()
            state.handle = nil
        }
        try? FileManager.default.removeItem(atPath: path)
    }
}

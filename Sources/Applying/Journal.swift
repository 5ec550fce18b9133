// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Registry
import Scheduling

/// A record of uploads, with which an apply that was killed continues where it stopped.
///
/// Lines are only appended, and an incomplete line from a crash is skipped. The file stays on this machine, because upload
/// sessions contain private state of the server.
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
    /// Whether an earlier run left sessions to continue from.
    package let resumes: Bool
    private let state: Guarded<State>

    /// Reads the record of an earlier run at `path`, if such a run left one.
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

    /// Opens the file for this run; makes it and its folders if they are missing.
    func begin() throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        let handle = try Self.open(path, O_RDWR | O_CREAT)
        try handle.seekToEnd()
        // The line feed ends a line that a crash may have cut off.
        if resumes { try handle.write(contentsOf: Data([0x0a])) }
        state.withLock { $0.handle = handle }
    }

    private static func open(_ path: String, _ flags: CInt) throws(OwnFileError) -> FileHandle {
        FileHandle(fileDescriptor: try OwnFile.open(path, flags, isPrivate: true), closeOnDealloc: true)
    }

    /// The upload session of a blob from an earlier run.
    func session(of digest: Digest) -> UploadSession? {
        state.withLock { $0.sessions[digest] }
    }

    /// Records the progress of an upload; `nil` means that it ended.
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

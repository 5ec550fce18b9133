// SPDX-License-Identifier: Apache-2.0

import Foundation

/// Keeps a second apply to the same target out while one runs on this machine.
///
/// Both would read the same ledger, and the one that ends last would forget what the other placed.
/// The system releases the lock when the process ends, however it ends.
final class TargetLock: Sendable {
    private let handle: FileHandle

    init(at path: String, target: String) throws {
        let url = URL(filePath: path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        if !FileManager.default.fileExists(atPath: path) {
            _ = FileManager.default.createFile(atPath: path, contents: nil, attributes: [.posixPermissions: 0o600])
        }
        handle = try FileHandle(forUpdating: url)
        guard flock(handle.fileDescriptor, LOCK_EX | LOCK_NB) == 0 else {
            throw CommandError(
                """
                another `mirror apply` to \(target) is running on this machine
                Wait for its end, then plan again: its ledger will have changed.
                """
            )
        }
    }

    deinit { try? handle.close() }
}

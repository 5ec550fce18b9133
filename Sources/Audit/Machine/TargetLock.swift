// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import GitStore
import Scheduling

/// A lock that keeps a second apply away from a target while one runs.
///
/// Both would read the same ledger, and the later one would overwrite the other's entries. So one lock is in the repository
/// of the ledger, for everybody who may write there. A second one, in the user's state folder, separates two repositories
/// of one user with the same target.
package struct TargetLock: Sendable {
    private let locks: [FileLock]

    /// Takes both locks, after waiting for others for up to `patience`; `note` receives messages about waiting.
    package static func take(
        of target: String,
        _ trail: AuditTrail,
        _ state: StateFolder,
        waiting patience: Duration,
        note: (String) -> Void
    ) async throws -> Self {
        let end = ContinuousClock.now + patience
        let shared = try trail.lockFile(of: target)
        try Self.makeFolder(of: shared.path, permissions: nil)
        shared.sharing.share(URL(filePath: shared.path).deletingLastPathComponent().path)
        let first = try await Self.lock(shared.path, permissions: 0o666, of: target, until: end, note)
        shared.sharing.share(shared.path)
        let own = state.lock(of: target)
        try Self.makeFolder(of: own, permissions: 0o700)
        return Self(locks: [first, try await Self.lock(own, permissions: 0o600, of: target, until: end, note)])
    }

    private static func makeFolder(of path: String, permissions: Int?) throws {
        let folder = URL(filePath: path).deletingLastPathComponent()
        do {
            try FileManager.default.createDirectory(
                at: folder,
                withIntermediateDirectories: true,
                attributes: permissions.map { [.posixPermissions: $0] }
            )
        } catch {
            throw TargetLockError.noFolder(path: folder.path, problem: error.fileProblem)
        }
    }

    private static func lock(
        _ path: String,
        permissions: UInt32,
        of target: String,
        until end: ContinuousClock.Instant,
        _ note: (String) -> Void
    ) async throws -> FileLock {
        let patience = max(.zero, ContinuousClock.now.duration(to: end))
        do {
            return try await FileLock.take(path, permissions: permissions, waiting: patience) { error in
                note("Waiting for another mirror\(error.holder), which is changing \(target)\n")
            }
        } catch let error as FileLockError {
            guard case .held(let process) = error else { throw TargetLockError.failed(error) }
            throw TargetLockError.held(target: target, process: process)
        }
    }
}

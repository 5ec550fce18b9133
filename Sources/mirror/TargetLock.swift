// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Scheduling

/// Keeps a second apply to the same target out while one runs on this machine.
///
/// Both would read the same ledger, and the one that ends last would forget what the other placed.
struct TargetLock: Sendable {
    private let lock: FileLock

    init(at path: String, target: String) throws {
        try FileManager.default.createDirectory(
            at: URL(filePath: path).deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        do {
            lock = try FileLock(path)
        } catch {
            guard case .held(let process) = error else { throw CommandError(error.description) }
            throw CommandError(
                """
                another `mirror apply` or `mirror history repair` of \(target) is running on this machine\
                \(process.map { ", process \($0)" } ?? "")
                Wait until \(process.map { "process \($0)" } ?? "it") has finished, then run `mirror plan` again.
                """
            )
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
package import OCI
import Scheduling

/// What this machine remembers of plans, with the user's other state (XDG Base Directory Specification).
///
/// Nothing here is needed to apply a plan on another machine.
package struct StateFolder: Sendable {
    private let root: String

    package init(environment: [String: String]) throws {
        root = try UserFolder.state.path(environment)
    }

    /// Where the journal of an apply is kept until it is complete.
    package func journal(of plan: Digest) -> String { "\(root)/journals/\(plan.hex).jsonl" }

    /// The file that an apply to a target locks.
    func lock(of target: String) -> String { "\(root)/locks/\(LedgerFile.name(of: target)).lock" }

    private func pointer(of plan: Digest) -> String { "\(root)/trails/\(plan.hex)" }

    /// The folder of the audit trail that a plan was recorded in from here.
    package func trail(of plan: Digest) -> String? {
        guard let number = try? OwnFile.open(pointer(of: plan), O_RDONLY, isPrivate: true) else { return nil }
        let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        return (try? file.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Remembers where a plan was recorded: its file may lie anywhere.
    package func remember(trail: String, of plan: Digest) throws {
        let path = pointer(of: plan)
        do {
            try FileManager.default.createDirectory(
                at: URL(filePath: path).deletingLastPathComponent(),
                withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700]
            )
            try WholeFile.write(Array(trail.utf8), to: path, permissions: 0o600)
        } catch {
            throw UserFolderError.unwritable(path: path, problem: error.fileProblem)
        }
    }

    /// Forgets a plan that is done.
    package func forget(_ plan: Digest) { try? FileManager.default.removeItem(atPath: pointer(of: plan)) }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI

/// What this machine remembers of plans, with the user's other state (XDG Base Directory Specification).
///
/// Nothing here is needed to apply a plan on another machine.
struct StateFolder {
    private let root: String

    init(environment: [String: String]) throws {
        guard let folder = UserFolder.path("XDG_STATE_HOME", else: ".local/state", environment) else {
            throw CommandError("neither HOME nor XDG_STATE_HOME is set, so there is no place for the journal")
        }
        root = folder
    }

    /// Where the journal of an apply is kept until it is complete.
    func journal(of plan: Digest) -> String { "\(root)/journals/\(plan.hex).jsonl" }

    /// The file that an apply to a target locks.
    func lock(of target: String) -> String { "\(root)/locks/\(LedgerFile.name(of: target)).lock" }

    private func pointer(of plan: Digest) -> String { "\(root)/trails/\(plan.hex)" }

    /// The folder of the audit trail that a plan was recorded in from here.
    func trail(of plan: Digest) -> String? {
        (try? Data(contentsOf: URL(filePath: pointer(of: plan)))).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Remembers where a plan was recorded: its file may lie anywhere.
    func remember(trail: String, of plan: Digest) throws {
        let file = URL(filePath: pointer(of: plan))
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(),
            withIntermediateDirectories: true,
            attributes: [.posixPermissions: 0o700]
        )
        try Data(trail.utf8).write(to: file, options: .atomic)
    }

    /// Forgets a plan that is done.
    func forget(_ plan: Digest) { try? FileManager.default.removeItem(atPath: pointer(of: plan)) }
}

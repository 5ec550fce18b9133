// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Ledger
package import OCI
import Scheduling

/// This machine's notes about plans, with the user's other state (XDG Base Directory Specification).
///
/// Applying a plan on another machine needs none of them.
package struct StateFolder: Sendable {
    private let root: String

    package init(environment: [String: String]) throws {
        root = try UserFolder.state.path(environment)
    }

    /// The path of an apply's journal until the apply is complete.
    package func journal(of plan: Digest) -> String { "\(root)/journals/\(plan.hex).jsonl" }

    /// The lock file for applies to a target.
    func lock(of target: String) -> String { "\(root)/locks/\(LedgerFile.name(of: target)).lock" }

    private func pointer(of plan: Digest) -> String { "\(root)/trails/\(plan.hex)" }

    /// The folder of the audit trail in which a plan was recorded from here.
    package func trail(of plan: Digest) -> String? {
        guard let number = try? OwnFile.open(pointer(of: plan), O_RDONLY, isPrivate: true) else { return nil }
        let file = FileHandle(fileDescriptor: number, closeOnDealloc: true)
        return (try? file.readToEnd()).map { String(decoding: $0, as: UTF8.self) }
    }

    /// The plans with a noted trail whose ids begin so, sorted.
    package func plans(beginningWith prefix: PlanPrefix) -> [Digest] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "\(root)/trails")) ?? []
        return names.compactMap { try? Digest("sha256:\($0)") }.filter(prefix.matches).sorted()
    }

    /// Notes where a plan was recorded: the plan's file may be anywhere.
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

    /// Removes the note about a finished plan.
    package func forget(_ plan: Digest) { try? FileManager.default.removeItem(atPath: pointer(of: plan)) }
}

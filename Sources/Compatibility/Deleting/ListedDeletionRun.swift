// SPDX-License-Identifier: Apache-2.0

import Audit
import Deletions
import Diagnostics
import Foundation
import MirrorConfiguration
import Plans
import Resolution
import Runs

/// Deletes the images of a list: checks it, plans, records the plan, and applies it at once.
struct ListedDeletionRun: Sendable {
    private let deletion: ListedDeletion
    private let context: ToolContext

    init(of deletion: ListedDeletion, in context: ToolContext) {
        self.deletion = deletion
        self.context = context
    }

    /// Deletes; throws without deleting anything if one item of the list is in doubt.
    func run() async throws -> ToolOutcome {
        let list = try DeleteImageList.load(path: path)
        let doubts = DeletionListCheck.findings(on: list, at: deletion.registry)
        guard doubts.isEmpty else { throw FindingsError(doubts) }
        let record = try RunRecord(
            of: .init(path: list.path, bytes: list.bytes),
            around: try recordPlace,
            at: deletion.registry,
            in: deletion.workspace?.delete ?? list.folder,
            named: list.planName,
            readsArchive: true,
            context
        )
        let clients = try context.clients()
        let made = try await DeletionPlanning(request: .list(list), record: record, context: context)
            .plan(clients, trimsCache: deletion.trimsCache)
        return try await PlanExecution(record: record, context: context).run(made, clients).end
    }

    /// The path of the list, told where it is not the given one.
    private var path: String {
        let found = DeletionListPath.found(deletion.list)
        if found != deletion.list {
            context.console.note("note: \(printable(deletion.list)) is not there; reading \(printable(found))\n")
        }
        return found
    }

    /// The place around which the record is: what was mirrored from the current folder or from that of the list.
    ///
    /// A list is often in a workspace far from the repository that knows the target.
    private var recordPlace: String {
        get throws {
            let places = [".", deletion.list] + (deletion.workspace.map { [$0.folder] } ?? [])
            return try places.first { place in
                let trail = try AuditTrail(around: place, commits: false, environment: context.environment)
                return try trail.ledger(of: deletion.registry.description) != nil
            } ?? "."
        }
    }
}

extension DeleteImageList {
    private var file: URL { URL(filePath: path) }

    /// The folder of the list.
    fileprivate var folder: String { file.deletingLastPathComponent().relativePath }

    /// The name of the plan that is made of the list.
    fileprivate var planName: String { file.deletingPathExtension().lastPathComponent + "-plan.json" }
}

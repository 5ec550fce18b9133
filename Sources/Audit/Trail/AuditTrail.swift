// SPDX-License-Identifier: Apache-2.0

import Foundation
package import GitStore
package import OCI
import Plans

/// The folder of plans, ledgers and receipts, and its git history.
package struct AuditTrail: Sendable {
    package let folder: AuditFolder
    /// Whether and how records are committed.
    package let choices: CommitChoices
    /// The variables that name the author of commits, as in git, and the user's home.
    let environment: [String: String]
    /// The repository around the folder, if it existed at the start.
    private let found: AuditRepository?

    /// Finds the repository around a file.
    ///
    /// If there is none, the file's folder becomes a repository.
    package init(around path: String, commits choices: CommitChoices, environment: [String: String]) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let type = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))[.type]
        let place = type as? FileAttributeType == .typeDirectory ? file : file.deletingLastPathComponent()
        let placePath = Self.withoutSlash(place.path(percentEncoded: false))
        found =
            choices.isWanted
            ? try AuditRepository.locate(around: placePath) : try? AuditRepository.locate(around: placePath)
        folder = found?.folder ?? AuditFolder(root: placePath)
        self.choices = choices
        self.environment = environment
    }

    /// Finds the repository around a file; commits go to the branch at HEAD.
    package init(around path: String, commits: Bool, environment: [String: String]) throws {
        try self.init(around: path, commits: CommitChoices(commits), environment: environment)
    }

    /// Whether records are committed.
    package var commits: Bool { choices.isWanted }

    /// The absolute path of the folder.
    package var root: String { folder.root }

    static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Fails early if the record could not be committed at the end.
    ///
    /// If there is no repository, one must be made; `inAnyFolder` allows that also in folders for other purposes.
    package func requireCommittable(inAnyFolder: Bool = false) throws {
        guard commits else { return }
        guard let repository = try AuditRepository.locate(around: folder.root) else {
            try NewRepository(folder: folder.root, isAskedFor: inAnyFolder).check(environment)
            return try auditing {
                () throws(GitError) in
                _ = try GitRepository.identity(.author, inNew: folder.root, environment: environment)
            }
        }
        try repository.requireCommittable(to: choices.place, environment)
    }

    /// Whether a repository was made since the trail was opened.
    func hasNewRepository() throws -> Bool { try commits && found == nil && repository() != nil }

    /// Whether the plan was recorded here.
    package func holds(_ plan: Digest) throws -> Bool {
        try folder.read(Self.file(of: plan)) != nil
    }

    static func folder(of plan: Digest) -> String { "plans/\(plan.short)" }

    /// The path of a recorded plan below the root.
    static func file(of plan: Digest) -> String { file(ofPlanIn: plan.short) }

    /// The path below the root of the plan in a folder of `plans`.
    static func file(ofPlanIn folder: String) -> String { "plans/\(folder)/plan.json" }

    /// The repository around the folder, even if commits are disabled.
    func repository() throws -> AuditRepository? {
        // It may have been made in the meantime.
        try found ?? (commits ? AuditRepository.locate(around: folder.root) : nil)
    }
}

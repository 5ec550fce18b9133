// SPDX-License-Identifier: Apache-2.0

import Audit
import ClusterResources
import Diagnostics
import Foundation
import GitStore
import Ledger
import OCI
import Planning
import Plans

/// The folder of plans, ledgers and receipts, and the git history that it is part of.
struct AuditTrail {
    let folder: AuditFolder
    let commits: Bool
    /// The repository around the folder, if there is one yet.
    private let found: AuditRepository?

    /// Finds the repository around a file; where there is none, the file's own folder will become one.
    init(around path: String, commits: Bool) throws {
        let file = URL(filePath: path).resolvingSymlinksInPath()
        let type = try? FileManager.default.attributesOfItem(atPath: file.path(percentEncoded: false))[.type]
        let place = type as? FileAttributeType == .typeDirectory ? file : file.deletingLastPathComponent()
        let placePath = Self.withoutSlash(place.path(percentEncoded: false))
        found =
            commits ? try AuditRepository.locate(around: placePath) : try? AuditRepository.locate(around: placePath)
        folder = found?.folder ?? AuditFolder(root: placePath)
        self.commits = commits
    }

    /// The absolute path of the folder.
    var root: String { folder.root }

    /// The name of a file inside the trail's folder; one outside keeps the name it was given.
    func name(of path: String) -> String {
        let file = URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false)
        let root = Self.withoutSlash(URL(filePath: folder.root).resolvingSymlinksInPath().path(percentEncoded: false))
        return file.hasPrefix(root + "/") ? String(file.dropFirst(root.count + 1)) : path
    }

    /// The name of a configuration inside the trail's folder, as plans, commits and the ledger have it.
    func configurationName(of path: String) throws -> String {
        let name = name(of: path)
        guard ConfigurationRecord.isPath(name) else {
            throw CommandError(
                """
                \(path) cannot be recorded: its path in \(root) would be `\(name)`
                Give it a path without control characters and invisible marks, in the folder of the repository.
                """
            )
        }
        return name
    }

    private static func withoutSlash(_ path: String) -> String {
        path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    }

    /// Fails early where the record could not be committed at the end.
    func requireCommittable() throws {
        guard commits else { return }
        guard let repository = try AuditRepository.locate(around: folder.root) else {
            return try NewRepository(folder: folder.root).check(ProcessInfo.processInfo.environment)
        }
        try repository.requireCommittable()
    }

    /// Whether recording makes a repository first.
    func hasNoRepository() throws -> Bool { try commits && AuditRepository.locate(around: folder.root) == nil }

    /// The ledger of a target; `nil` where nothing was applied to it from here.
    func ledger(of target: String) throws -> TargetLedger? {
        let path = LedgerFile.path(of: target)
        guard let bytes = try folder.read(path) else { return nil }
        let ledger = try read(bytes, from: path)
        guard ledger.target == target else {
            throw LedgerError(path: path, message: "it is the ledger of \(ledger.target), not of \(target)")
        }
        return ledger
    }

    /// Reads a ledger; the error of one that cannot be read names the newest that can.
    private func read(_ bytes: [UInt8], from path: String) throws -> TargetLedger {
        func isGood(_ bytes: [UInt8]) -> Bool { (try? LedgerFile.read(Data(bytes), from: path)) != nil }
        do {
            return try LedgerFile.read(Data(bytes), from: path)
        } catch {
            guard let repository = try? AuditRepository.locate(around: root) else { throw error }
            if let committed = try? repository.committed(path), isGood(committed) {
                // While a merge waits to be finished, git restores nothing without being told from where.
                throw error.hasConflict ? LedgerError(path: path, message: error.message, commit: "HEAD") : error
            }
            let commit = try? repository.newestCommit(of: path, where: isGood)
            throw LedgerError(path: path, message: error.message, commit: commit)
        }
    }

    /// The ledger of a target to which nothing was applied from here yet.
    ///
    /// Its manifests get a folder of their own where another target has the usual one: a cluster has one mirror.
    func newLedger(of target: String) throws -> TargetLedger {
        var ledger = TargetLedger(target: target)
        // An archive has no manifests, and keeps the folder from nobody.
        if try target.hasPrefix("file://")
            || ledgers().contains(where: { $0.resourceFolder == TargetLedger.firstResourceFolder })
        {
            ledger.resourceFolder += "/" + LedgerFile.name(of: target)
        }
        return ledger
    }

    /// The targets that have a ledger here, sorted.
    func targets() throws -> [String] { try ledgers().map(\.target).sorted() }

    /// The ledgers of other targets on the same registry: one namespace may lie in another.
    func neighbours(of target: String) throws -> [TargetLedger] {
        let host = target.prefix { $0 != "/" }
        return try ledgers().filter { $0.target != target && $0.target.prefix { $0 != "/" } == host }
    }

    private func ledgers() throws -> [TargetLedger] {
        try folder.list("ledger").filter { $0.hasSuffix(".json") }.compactMap { name in
            guard let bytes = try folder.read("ledger/\(name)") else { return nil }
            return try read(bytes, from: "ledger/\(name)")
        }
    }

    /// Whether the plan was recorded here.
    func holds(_ plan: Digest) throws -> Bool { try folder.read(Self.folder(of: plan) + "/plan.json") != nil }

    /// The receipt of a plan.
    func receipt(of plan: Digest) throws -> Receipt? {
        let path = Receipt.path(of: plan)
        guard let bytes = try folder.read(path) else { return nil }
        do {
            return try JSONDecoder().decode(Receipt.self, from: Data(bytes))
        } catch {
            throw CommandError(
                "\(path) is not a receipt: \(JSONFault(error))\nRestore it with `git checkout -- \(path)`."
            )
        }
    }

    static func folder(of plan: Digest) -> String { "plans/\(plan.short)" }

    /// The repository around the folder, whether commits are made or not.
    func repository() throws -> AuditRepository? {
        // It may have been made since.
        try found ?? (commits ? AuditRepository.locate(around: folder.root) : nil)
    }

    /// Keeps a plan, its configuration and its manifests.
    func record(
        _ file: PlanFile,
        configuration: (name: String, bytes: [UInt8]),
        _ ledger: TargetLedger,
        under lock: RepositoryLock? = nil
    ) throws {
        let folder = Self.folder(of: file.id)
        let name = configuration.name == "plan.json" ? "configuration-plan.json" : configuration.name
        let files = [
            try AuditFile(path: "\(folder)/plan.json", bytes: file.bytes),
            try AuditFile(path: "\(folder)/\(name)", bytes: configuration.bytes),
        ]
        let summary = file.plan.summary
        let build = summary.build == 0 ? "" : ", \(summary.build) to build"
        let copies = "\(summary.copy) to copy, \(summary.update) to update\(build), "
        let changes = (file.plan.mode == .deletion ? "" : copies) + "\(summary.delete) to delete"
        let subject = "Plan \(file.id.short): \(file.plan.hasChanges ? changes : "no changes")"
        _ = try write(files, of: file, ledger, subject: subject, result: nil, under: lock)
    }

    /// Keeps what an apply did, without a ledger where it failed at a new target and placed nothing.
    ///
    /// A mistyped name is no target to remember. Returns the commit, or `nil` where nothing had to be committed.
    @discardableResult
    func record(
        _ file: PlanFile,
        _ ledger: TargetLedger,
        _ receipt: Receipt,
        under lock: RepositoryLock? = nil
    ) throws -> String? {
        let isTarget = try receipt.isComplete || ledger.hasPlaced || self.ledger(of: ledger.target) != nil
        var receipt = receipt
        // The apply does not count where there is no ledger to count it.
        if !isTarget { receipt.serial = file.plan.target.serial }
        var files = [try AuditFile(path: Receipt.path(of: file.id), bytes: Array(try receipt.data()))]
        if isTarget {
            let path = LedgerFile.path(of: ledger.target)
            files.insert(try AuditFile(path: path, bytes: Array(try LedgerFile.data(of: ledger))), at: 0)
        }
        let result = receipt.isComplete ? "complete" : "incomplete"
        let images = receipt.images.prefix(file.plan.actions.count)
        // What was lost comes behind the deletions.
        let deletions = receipt.images.dropFirst(images.count)
            .prefix(file.plan.deletions.reduce(0) { $0 + $1.destinations.count })
        let lost = receipt.images.count - images.count - deletions.count
        let counts = [(images, "images"), (deletions, "deletions")].filter { !$0.0.isEmpty }.map { results, name in
            let done = results.count { $0.result == "done" || $0.result == "already-done" }
            let kept = results.count { $0.result == "refused" }
            return "\(done) of \(results.count) \(name)" + (kept == 0 ? "" : ", \(kept) kept by the registry")
        }
        let all =
            (counts.isEmpty ? ["0 of 0 images"] : counts).joined(separator: ", ")
            + (lost == 0 ? "" : ", \(counted(lost, "image")) lost")
        let subject = "Apply \(file.id.short): \(all), \(result)"
        return try write(files, of: file, ledger, subject: subject, result: result, under: lock)
    }

    /// What recording a plan will do to the manifests, sorted by path.
    func manifestChanges(of plan: Plan, _ ledger: TargetLedger) throws -> [ManifestChange] {
        var changes = try plan.resources.compactMap { resource -> ManifestChange? in
            guard let bytes = try folder.read(resource.path) else {
                return ManifestChange(path: resource.path, kind: .added)
            }
            return bytes == Array(resource.content.utf8) ? nil : ManifestChange(path: resource.path, kind: .changed)
        }
        for path in try ObsoleteResources(folder: folder, ledger: ledger).paths(besides: plan)
        where try folder.read(path) != nil {
            changes.append(ManifestChange(path: path, kind: .removed))
        }
        return changes.sorted { $0.path < $1.path }
    }

    /// Writes files with the plan's manifests and commits exactly these.
    private func write(
        _ files: [AuditFile],
        of file: PlanFile,
        _ ledger: TargetLedger,
        subject: String,
        result: String?,
        under held: RepositoryLock?
    ) throws -> String? {
        let lock = try held ?? lock()
        var plan = file.plan
        plan.resources = plan.resources(beside: ledger)
        let resources = try plan.resources.map { try AuditFile(path: $0.path, bytes: Array($0.content.utf8)) }
        let obsolete = try ObsoleteResources(folder: folder, ledger: ledger).paths(besides: plan)
        let message = AuditMessage(
            subject: subject,
            body: "What \(plan.configuration.path) \(plan.mode == .deletion ? "deletes" : "wants"), at "
                + "\(plan.target.registry).",
            planID: file.id.description,
            configurationDigest: plan.configuration.digest.description,
            target: plan.target.registry,
            result: result
        )
        return try write(
            files + resources,
            removing: try obsolete.map { try GitPath($0) },
            message,
            of: (result == nil ? "plan \(file.id.short)" : "the apply of plan \(file.id.short)", file.id),
            under: lock
        )
    }

    /// The plans and applies of the history, newest first.
    func log(limit: Int) throws -> [AuditEntry] {
        guard let repository = try AuditRepository.locate(around: folder.root) else {
            throw CommandError("\(folder.root) is in no git repository, so there is no history to show")
        }
        return try repository.log(limit: limit)
    }
}

extension GitTime {
    /// The time of a commit that is made now, where the user is.
    static var now: GitTime {
        let date = Date()
        return GitTime(
            seconds: Int64(date.timeIntervalSince1970),
            offset: Int32(TimeZone.current.secondsFromGMT(for: date) / 60)
        )
    }
}

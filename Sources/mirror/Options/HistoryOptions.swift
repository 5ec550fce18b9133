// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import GitStore
import Histories
import Plans
import Resolution
import Runs

/// The options that name a history.
struct HistoryOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The archive, file://folder. Else MIRROR_TO if it names one, else the only archive with a history here.",
            valueName: "archive"
        ),
        completion: .directory
    )
    var to: String?

    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("A file or folder in the audit repository.", valueName: "path"),
        completion: .file()
    )
    var place = "."

    func validate() throws {
        guard let to else { return }
        guard TargetPlace(to).isArchive else {
            throw ValidationError("--to \(to): only archives have a history; expected file://folder")
        }
        try TargetOption.validate(to)
    }

    /// The audit trail with the ledger.
    func trail(commits: Bool = false) throws -> AuditTrail {
        guard FileManager.default.fileExists(atPath: place) else {
            throw CommandError(
                "--in \(place): there is no such file or folder",
                remedy: "Name one in the audit repository."
            )
        }
        return try AuditTrail(
            around: place,
            commits: CommitChoices(commits),
            environment: ProcessInfo.processInfo.environment
        )
    }

    /// The archive; `nil` if neither the command line nor the trail names one.
    func archive(_ trail: AuditTrail, _ environment: [String: String]) throws -> MirrorTarget? {
        if let to { return try TargetChoice(option: to, environment: [:]).target() }
        if let text = TargetChoice.named(in: environment), TargetPlace(text).isArchive {
            return try TargetChoice(option: nil, environment: environment).target()
        }
        return try HistoryArchive.only(in: trail).map { try MirrorTarget(registry: $0) }
    }

    /// The archive and its folder; throws if the archive is not known.
    func requiredArchive(
        _ trail: AuditTrail,
        _ environment: [String: String]
    ) throws -> HistoryArchive {
        guard let archive = try archive(trail, environment), let folder = archive.folder else {
            throw HistoryArchiveError.none(root: trail.root)
        }
        return HistoryArchive(target: archive.description, folder: folder)
    }
}

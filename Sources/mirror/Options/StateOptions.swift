// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Audit
import Foundation
import Plans
import Resolution

/// The options of commands about the record of targets.
struct StateOptions: ParsableArguments {
    @Option(
        name: .customLong("in"),
        help: ArgumentHelp("A file or folder in the audit repository.", valueName: "path"),
        completion: .file()
    )
    var place = "."

    /// The audit trail with the ledgers.
    func trail(commits: Bool = false) throws -> AuditTrail {
        guard FileManager.default.fileExists(atPath: place) else {
            throw CommandError(
                "--in \(place): there is no such file or folder",
                remedy: "Name one in the audit repository."
            )
        }
        let environment = ProcessInfo.processInfo.environment
        // A value of its own, so that the two ways to open a trail are seen here.
        return commits
            ? try AuditTrail(around: place, commits: true, environment: environment)
            : try AuditTrail(around: place, commits: false, environment: environment)
    }

    /// The name of a target as ledgers have it: people write it with or without `docker://`.
    static func name(of text: String) throws -> String {
        do {
            let isArgument = TargetPlace(argument: text) != nil
            return try (isArgument ? MirrorTarget(text) : MirrorTarget(registry: text)).description
        } catch {
            throw ValidationError("\(error)")
        }
    }
}

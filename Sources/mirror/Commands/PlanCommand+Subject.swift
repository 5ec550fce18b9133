// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Runs
import Usage

/// What is planned.
extension PlanCommand {
    /// What is planned, for which target: a configuration, or an archive of oc-mirror v1 with its own.
    func subject(
        _ environment: [String: String]
    ) async throws -> (ImageSetConfiguration, RecordedTarget, ChosenSequence?) {
        guard let input = try await archives.sequences() else {
            guard let path = options.configurationPath else {
                throw UsageFault.missingOption("--config", of: "mirror plan")
            }
            let configuration = try ImageSetConfiguration.load(path: path)
            return (configuration, try target(around: configuration.path, configuration.bytes, environment), nil)
        }
        if let path = options.configurationPath {
            throw CommandError(
                "--config \(path): an archive of oc-mirror v1 brings its own configuration",
                remedy: "Leave the option out: all of the archive is planned."
            )
        }
        let recorded = try target(around: ".", [], environment)
        try archives.check(for: recorded.target, named: recorded.name)
        let chosen = try await input.chosen(
            for: recorded.target,
            at: try registries.clients(environment: environment),
            readsOthers: pruning.prune,
            archives.sequenceCheck
        )
        return (chosen.configuration, recorded, chosen)
    }

    /// The target, and its record around a file or in a folder.
    private func target(
        around path: String,
        _ bytes: [UInt8],
        _ environment: [String: String]
    ) throws -> RecordedTarget {
        try file.filing(of: path, bytes, commits, environment).target(
            option: options.to,
            readsArchive: archives.from != nil
        ) {
            Console.standard.note($0)
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import Foundation
import GitStore

/// The options for the commits of a command.
struct CommitOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Commit to this local branch instead of the one at HEAD; it only moves forward. CI checks out no branch.",
            valueName: "name"
        )
    )
    var branch: String?

    @Option(
        help: ArgumentHelp(
            "Commit to this reference, refs/…, instead of the branch at HEAD; it only moves forward.",
            valueName: "ref"
        )
    )
    var commitTo: String?

    @Option(
        help: ArgumentHelp(
            "Write the commits into this git bundle, for the pipeline to push; no branch moves.",
            valueName: "file"
        ),
        completion: .file()
    )
    var bundle: String?

    @Flag(help: "Do not let git's hooks pre-commit and commit-msg refuse a commit.")
    var noVerify = false

    @Flag(help: "Write the files of the audit trail, but commit nothing.")
    var noAudit = false

    func validate() throws {
        let places = [
            branch.map { "--branch \($0)" }, commitTo.map { "--commit-to \($0)" }, bundle.map { "--bundle \($0)" },
        ]
        .compactMap(\.self)
        guard places.count <= 1 else {
            throw ValidationError("\(places.joined(separator: " and ")) exclude each other.")
        }
        if let place = places.first, noAudit { throw ValidationError("\(place) and --no-audit exclude each other.") }
    }

    /// Whether and where to commit.
    func choices() throws -> CommitChoices { CommitChoices(!noAudit, to: try place(), runsHooks: !noVerify) }

    private func place() throws -> CommitPlace {
        if let branch { return try CommitPlace(branch: branch) }
        if let commitTo { return try CommitPlace(reference: commitTo) }
        if let bundle { return .bundle(URL(filePath: bundle).path(percentEncoded: false)) }
        return .head
    }

    /// The options that the next command needs again, each as one argument.
    var repeated: [String] {
        let options = [("branch", branch), ("commit-to", commitTo), ("bundle", bundle)]
        return options.compactMap { name, value in value.map { "--\(name)=\($0)" } } + (noVerify ? ["--no-verify"] : [])
    }
}

// SPDX-License-Identifier: Apache-2.0

import Approvals
import ArgumentParser

/// What has to be proved before a plan is applied.
struct ApprovalOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Apply only if this branch, such as origin/main, holds the plan with the same bytes.",
            valueName: "branch"
        )
    )
    var requireMerged: String?

    @Option(
        help: ArgumentHelp(
            """
            Apply only if the plan's commit, or a tag at it, is signed by a key of this file: a keyring of OpenPGP, or \
            allowed signers of SSH.
            """,
            valueName: "file"
        ),
        completion: .file()
    )
    var requireSigned: String?

    @Option(
        help: ArgumentHelp(
            "Apply only if this many others approved the plan, with keys of --require-signed.",
            valueName: "number"
        )
    )
    var requireApprovals = 0

    func validate() throws {
        guard (0...100).contains(requireApprovals) else {
            throw ValidationError("--require-approvals is from 0 to 100.")
        }
        guard requireApprovals == 0 || requireSigned != nil else {
            throw ValidationError("--require-approvals needs the keys of those who approve: --require-signed FILE.")
        }
    }

    var demand: ApprovalDemand {
        ApprovalDemand(
            source: "this command",
            branch: requireMerged,
            keys: requireSigned.map { .file($0) },
            isSigned: requireSigned != nil,
            approvals: requireApprovals
        )
    }

    /// The options that must be repeated to continue the apply, each as one argument.
    var repeated: [String] {
        [
            requireMerged.map { "--require-merged=\($0)" }, requireSigned.map { "--require-signed=\($0)" },
            requireApprovals == 0 ? nil : "--require-approvals=\(requireApprovals)",
        ].compactMap(\.self)
    }
}

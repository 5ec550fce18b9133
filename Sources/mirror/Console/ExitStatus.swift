// SPDX-License-Identifier: Apache-2.0

import ArgumentParser

/// The exit codes; they mean the same for every command.
enum ExitStatus {
    static let done = ExitCode(0)
    static let failure = ExitCode(1)
    /// `--detailed-exitcode`: the plan has changes. `diff`: the plans differ.
    static let changes = ExitCode(2)
    /// Some images failed; the same plan can be run again.
    static let someFailed = ExitCode(3)
    /// The plan was refused and nothing was touched.
    static let refused = ExitCode(4)
    /// The command line is wrong.
    static let usage = ExitCode.validationFailure
    static let interrupted = ExitCode(130)
}

// SPDX-License-Identifier: Apache-2.0

import Applying
import Approvals
import ArgumentParser
import Diagnostics
import Ledger
import Plans
import Runs
import Usage
import Views

/// Runs the body of a command, reports its error in words, and exits with the matching code.
func reporting(on console: Console = .standard, _ body: () async throws -> Void) async throws {
    do {
        try WorkingFolder.check()
        try await console.showingProgress(body)
        try console.checkOutput()
    } catch let error as ExitCode {
        throw error
    } catch let error as ValidationError {
        throw error
    } catch let error as ResumableFailure {
        console.note(FailureText(error.reason).text + "\n")
        let status = exitCode(for: error.reason)
        if status == ExitStatus.failure { console.note("Continue with: \(error.resume)\n") }
        throw status
    } catch {
        console.note(FailureText(error).text + "\n")
        if error is CancellationError { console.note("Run it again with: \(RepeatedCommand.text)\n") }
        throw exitCode(for: error)
    }
}

private func exitCode(for error: any Error) -> ExitCode {
    switch error {
    case is StalePlan, is StaleRepository, is NeededDeletion, is StaleArchive, is StaleBuild, is StaleInput,
        is StaleSequence, is ApplyRefusal, is ApprovalRefusal,
        PlanError.edited,
        PlanError.unknownFormat,
        PlanError.contradiction:
        ExitStatus.refused
    case is CancellationError: ExitStatus.interrupted
    case is UsageFault: ExitStatus.usage
    default: ExitStatus.failure
    }
}

extension ApplyOutcome {
    /// The exit code of an incomplete apply.
    var exitStatus: ExitCode? {
        if wasInterrupted { return ExitStatus.interrupted }
        return isComplete ? nil : ExitStatus.someFailed
    }
}

/// An error that ended an apply, and the command that continues it unless the plan was refused.
struct ResumableFailure: Error {
    let reason: any Error
    let resume: String
}

/// An error that has no other type.
struct CommandError: ExplainedError {
    let explanation: Explanation

    init(_ summary: String, remedy: String? = nil) { explanation = Explanation(summary, remedy: remedy) }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Where a command writes: results to standard output, everything else to standard error.
final class Console: Sendable {
    /// The process's own streams.
    static let standard = Console(output: .standardOutput, error: .standardError)

    private let streams: Guarded<(output: FileHandle, error: FileHandle, failure: String?)>
    /// Whether a person watches the results.
    let outputIsTerminal: Bool
    /// Whether a person watches the progress.
    let errorIsTerminal: Bool

    init(output: FileHandle, error: FileHandle) {
        outputIsTerminal = isatty(output.fileDescriptor) == 1
        errorIsTerminal = isatty(error.fileDescriptor) == 1
        streams = Guarded((output, error, nil))
    }

    /// Writes results.
    func write(_ text: String) {
        streams.withLock { streams in
            do {
                try streams.output.write(contentsOf: Data(text.utf8))
            } catch {
                streams.failure = error.fileProblem
            }
        }
    }

    /// Throws if results were lost.
    ///
    /// A reader that went away is no failure of ours: it has read what it wanted.
    func checkOutput() throws {
        guard let problem = streams.withLock({ $0.failure }), problem != POSIXErrorCode.EPIPE.text else { return }
        throw CommandError("the results cannot be written: \(problem)")
    }

    /// Writes a message or progress.
    func note(_ text: String) {
        streams.withLock { try? $0.error.write(contentsOf: Data(text.utf8)) }
    }
}

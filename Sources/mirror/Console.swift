// SPDX-License-Identifier: Apache-2.0

import Foundation
import Scheduling

/// Where a command writes: results to standard output, everything else to standard error.
final class Console: Sendable {
    /// The process's own streams.
    static let standard = Console(output: .standardOutput, error: .standardError)

    private let streams: Guarded<(output: FileHandle, error: FileHandle)>
    /// Whether a person watches the results.
    let outputIsTerminal: Bool
    /// Whether a person watches the progress.
    let errorIsTerminal: Bool

    init(output: FileHandle, error: FileHandle) {
        outputIsTerminal = isatty(output.fileDescriptor) == 1
        errorIsTerminal = isatty(error.fileDescriptor) == 1
        streams = Guarded((output, error))
    }

    /// Writes results; a reader that went away is no failure of ours.
    func write(_ text: String) {
        streams.withLock { try? $0.output.write(contentsOf: Data(text.utf8)) }
    }

    /// Writes a message or progress.
    func note(_ text: String) {
        streams.withLock { try? $0.error.write(contentsOf: Data(text.utf8)) }
    }
}

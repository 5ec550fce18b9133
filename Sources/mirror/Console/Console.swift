// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Glibc
import Scheduling
import SystemPackage
import Views

/// The output of a command: results go to standard output, everything else to standard error.
final class Console: Sendable {
    /// The process's own streams.
    static let standard = Console(output: .standardOutput, error: .standardError)

    private struct Streams {
        let output: FileDescriptor
        let error: FileDescriptor
        var failure: Errno?
        /// The time when the progress line was drawn, while it is shown.
        var progressDrawn: ContinuousClock.Instant?

        /// Removes the progress line.
        mutating func clearProgress() {
            guard progressDrawn != nil else { return }
            progressDrawn = nil
            _ = try? error.writeAll("\r\u{1b}[K".utf8)
        }
    }

    private let streams: Guarded<Streams>
    /// Whether results go to a terminal.
    let outputIsTerminal: Bool
    /// Whether progress goes to a terminal.
    let errorIsTerminal: Bool

    init(output: FileDescriptor, error: FileDescriptor) {
        outputIsTerminal = isatty(output.rawValue) == 1
        errorIsTerminal = isatty(error.rawValue) == 1
        streams = Guarded(Streams(output: output, error: error))
    }

    /// Writes results.
    func write(_ text: String) {
        streams.withLock { streams in
            streams.clearProgress()
            guard streams.failure == nil else { return }
            do {
                try streams.output.writeAll(text.utf8)
            } catch {
                streams.failure = error as? Errno ?? .ioError
            }
        }
    }

    /// Throws if results were lost.
    ///
    /// A reader that closed the pipe is not an error: it has read enough.
    func checkOutput() throws {
        guard let problem = streams.withLock({ $0.failure }), problem != .brokenPipe else { return }
        throw CommandError(
            "cannot write the results to standard output: \(problem.fileProblem)",
            remedy: "Correct this, then run the command again."
        )
    }

    /// Writes a message or progress.
    func note(_ text: String) {
        streams.withLock { streams in
            streams.clearProgress()
            _ = try? streams.error.writeAll(text.utf8)
        }
    }

    /// Shows progress on a terminal, on a line that the next message replaces.
    func show(progress text: String) {
        guard errorIsTerminal else { return }
        streams.withLock { streams in
            let now = ContinuousClock.now
            if let drawn = streams.progressDrawn, now - drawn < .milliseconds(100) { return }
            streams.progressDrawn = now
            _ = try? streams.error.writeAll("\r\u{1b}[K\(text)".utf8)
        }
    }

    /// Removes the progress line.
    func clearProgress() { streams.withLock { $0.clearProgress() } }
}

extension Console {
    /// Writes a message while a command runs.
    func tell(_ remark: Remark) {
        switch remark {
        case .note(let text): note(text)
        case .progress(let text): show(progress: text)
        }
    }

    /// Writes the note if files are not kept in the user's home folder.
    func noteFallback(_ environment: [String: String]) {
        if let text = UserFolder.fallbackNote(environment) { note(text) }
    }

    /// Tells that a server is waited for, or that it is back.
    func tell(_ notice: Outages.Notice) {
        // There may be a progress bar.
        note((errorIsTerminal ? "\r\u{1b}[K" : "") + printable(notice.text) + "\n")
    }
}

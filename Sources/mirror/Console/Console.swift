// SPDX-License-Identifier: Apache-2.0

import Audit
import Diagnostics
import Glibc
import Scheduling
import SystemPackage
import Views

/// Where a command writes: results to standard output, everything else to standard error.
final class Console: Sendable {
    /// The process's own streams.
    static let standard = Console(output: .standardOutput, error: .standardError)

    private struct Streams {
        let output: FileDescriptor
        let error: FileDescriptor
        var failure: Errno?
        /// When the line about what is waited for was drawn, as long as it is there.
        var progressDrawn: ContinuousClock.Instant?

        /// Removes the line about what is waited for.
        mutating func clearProgress() {
            guard progressDrawn != nil else { return }
            progressDrawn = nil
            _ = try? error.writeAll("\r\u{1b}[K".utf8)
        }
    }

    private let streams: Guarded<Streams>
    /// Whether a person watches the results.
    let outputIsTerminal: Bool
    /// Whether a person watches the progress.
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
    /// A reader that went away is no failure of ours: it has read what it wanted.
    func checkOutput() throws {
        guard let problem = streams.withLock({ $0.failure }), problem != .brokenPipe else { return }
        throw CommandError("cannot write the results to standard output: \(problem.fileProblem)")
    }

    /// Writes a message or progress.
    func note(_ text: String) {
        streams.withLock { streams in
            streams.clearProgress()
            _ = try? streams.error.writeAll(text.utf8)
        }
    }

    /// Tells a person who watches what is waited for, on a line that is gone with the next message.
    func show(progress text: String) {
        guard errorIsTerminal else { return }
        streams.withLock { streams in
            let now = ContinuousClock.now
            if let drawn = streams.progressDrawn, now - drawn < .milliseconds(100) { return }
            streams.progressDrawn = now
            _ = try? streams.error.writeAll("\r\u{1b}[K\(text)".utf8)
        }
    }

    /// Removes the line about what is waited for.
    func clearProgress() { streams.withLock { $0.clearProgress() } }
}

extension Console {
    /// Tells what happens while a command runs.
    func tell(_ remark: Remark) {
        switch remark {
        case .note(let text): note(text)
        case .progress(let text): show(progress: text)
        }
    }

    /// Tells where files are kept that a user would look for in the home folder.
    func noteFallback(_ environment: [String: String]) {
        if let text = UserFolder.fallbackNote(environment) { note(text) }
    }

    /// Returns what is known of servers that do not answer; tells once that a server is waited for, and when it is back.
    func outages(expectsServers: Bool = false) -> Outages {
        Outages(expectsServers: expectsServers) { [self] notice in
            // A progress bar may be drawn there.
            note((errorIsTerminal ? "\r\u{1b}[K" : "") + printable(notice.text) + "\n")
        }
    }
}

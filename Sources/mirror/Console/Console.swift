// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Glibc
import Scheduling
import SystemPackage
import Views

/// The output of a command: results go to standard output, everything else to standard error.
///
/// On a terminal the progress stands below everything else, and is drawn again as time passes.
final class Console: Sendable {
    /// The process's own streams.
    static let standard = Console(output: .standardOutput, error: .standardError)

    private struct Streams {
        let output: FileDescriptor
        let error: FileDescriptor
        var failure: Errno?
        var progress = RunProgress()
        var painter = ProgressPainter()
        var notes: ProgressNotes
        /// The dialogue that was told last; each is told once, so that what it asks stays readable.
        var toldDialogue: Waiting.Subject?

        mutating func tell(_ text: String) { _ = try? error.writeAll(text.utf8) }

        mutating func clearProgress() {
            if let text = painter.erase() { tell(text) }
        }
    }

    private let streams: Guarded<Streams>
    private let time: TimeSource
    /// What the run waits for.
    let waiting: Waiting
    /// Whether results go to a terminal.
    let outputIsTerminal: Bool
    /// Whether messages and progress go to a terminal.
    let errorIsTerminal: Bool
    /// Whether progress can be drawn in place.
    private let draws: Bool
    private let errorNumber: CInt

    init(output: FileDescriptor, error: FileDescriptor, time: TimeSource = .system) {
        outputIsTerminal = isatty(output.rawValue) == 1
        errorIsTerminal = isatty(error.rawValue) == 1
        draws = errorIsTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
        errorNumber = error.rawValue
        self.time = time
        waiting = Waiting(time: time)
        streams = Guarded(Streams(output: output, error: error, notes: ProgressNotes(at: time.uptime())))
    }

    /// Writes results.
    func write(_ text: String) {
        streams.withLock { streams in
            let isShown = streams.painter.isShown
            streams.clearProgress()
            guard streams.failure == nil else { return }
            do {
                try streams.output.writeAll(text.utf8)
            } catch {
                streams.failure = error as? Errno ?? .ioError
            }
            if isShown, text.hasSuffix("\n") { draw(&streams) }
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

    /// Writes a message.
    func note(_ text: String) {
        streams.withLock { streams in
            let isShown = streams.painter.isShown
            streams.clearProgress()
            streams.tell(text)
            if isShown, text.hasSuffix("\n") { draw(&streams) }
        }
    }

    /// Takes news about the progress, which the next tick shows.
    func update(_ update: ProgressUpdate) {
        let now = time.uptime()
        streams.withLock { streams in
            streams.progress.update(update, at: now)
            if case .ended = update { streams.clearProgress() }
        }
    }

    /// Shows the progress at present: in place on a terminal, elsewhere as a line if one is due.
    func tick() {
        streams.withLock { streams in
            guard !draws else { return draw(&streams) }
            let now = time.uptime()
            let progress = streams.progress.snapshot(at: now, waitingFor: waiting.longest)
            if let line = streams.notes.line(progress, at: now) { streams.tell(line + "\n") }
        }
    }

    private func draw(_ streams: inout Streams) {
        guard draws else { return }
        guard !waiting.hasDialogue else { return makeRoom(&streams) }
        let progress = streams.progress.snapshot(at: time.uptime(), waitingFor: waiting.longest)
        let size = TerminalSize(of: errorNumber)
        let lines = progress.map { ProgressLine($0).lines(on: size) } ?? []
        if let text = streams.painter.draw(lines, on: size) { streams.tell(text) }
    }

    /// Leaves the terminal to a program, and names that once if it takes long.
    private func makeRoom(_ streams: inout Streams) {
        streams.clearProgress()
        guard let wait = waiting.longest, case .dialogue = wait.subject, wait.subject != streams.toldDialogue else {
            return
        }
        streams.toldDialogue = wait.subject
        streams.tell("waiting for \(wait.who)\n")
    }

    /// Shows progress while a body runs, which says what it waits for.
    func showingProgress<Result>(_ body: () async throws -> Result) async rethrows -> Result {
        let ticker = Ticker(everyMilliseconds: 200) { [weak self] in self?.tick() }
        defer {
            withExtendedLifetime(ticker) {}
            update(.ended)
        }
        return try await Waiting.$current.withValue(waiting) { try await body() }
    }
}

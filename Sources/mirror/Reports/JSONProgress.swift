// SPDX-License-Identifier: Apache-2.0

import Applying
import Scheduling
import Views

/// The events of an apply as JSON, with one about the progress every 10 seconds and at the end.
final class JSONProgress: Sendable {
    private struct State {
        var progress: ApplyProgress
        /// Keeps the ticks coming until the end.
        var ticker: Ticker?
        var hasBegun = false
    }

    private let console: Console
    private let time: TimeSource
    private let state: Guarded<State>

    init(on console: Console, time: TimeSource = .system) {
        self.console = console
        self.time = time
        state = Guarded(State(progress: ApplyProgress(at: time.uptime())))
    }

    /// Counts an event, and writes its line if it has one.
    func show(_ event: ApplyEvent) {
        let now = time.uptime()
        state.withLock { state in
            state.progress.count(event, at: now)
            guard case .started = event, !state.hasBegun else { return }
            state.hasBegun = true
            state.ticker = Ticker(everyMilliseconds: 10_000) { [weak self] in self?.tell() }
        }
        if let line = try? ApplyJSON().line(event) { console.write(line) }
    }

    /// Writes the last progress, if anything was begun.
    func end() {
        let hasBegun = state.withLock { state in
            state.ticker = nil
            return state.hasBegun
        }
        if hasBegun { tell() }
    }

    private func tell() {
        var progress = state.withLock { $0.progress.snapshot(at: time.uptime()) }
        progress.wait = console.waiting.longest
        if let line = try? ApplyJSON().line(progress) { console.write(line) }
    }
}

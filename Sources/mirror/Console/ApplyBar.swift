// SPDX-License-Identifier: Apache-2.0

import Applying
import Scheduling
import Views

/// Lines about an apply on standard error, with a progress bar below them on a terminal.
final class ApplyBar: Sendable {
    private struct State {
        var progress = ApplyProgress()
        var begin = ContinuousClock.now
        var lastDrawn: ContinuousClock.Instant?
        var isShown = false
    }

    private let console: Console
    private let state = Guarded(State())

    init(on console: Console) { self.console = console }

    /// Counts an event, and writes its line if it has one.
    func show(_ event: ApplyEvent, line: String?) {
        state.withLock { state in
            if case .started = event { state.begin = ContinuousClock.now }
            state.progress.count(event)
        }
        if case .transferred = event, isDue { draw() }
        guard let line else { return }
        clear()
        console.note(line + "\n")
        if console.errorIsTerminal { draw() }
    }

    /// Removes the bar.
    func clear() {
        let wasShown = state.withLock { state in
            defer { state.isShown = false }
            return state.isShown
        }
        if wasShown { console.note("\r\u{1b}[K") }
    }

    /// Whether enough time has passed since the bar was drawn.
    private var isDue: Bool {
        guard console.errorIsTerminal else { return false }
        return state.withLock { state in
            let now = ContinuousClock.now
            if let last = state.lastDrawn, now - last < .milliseconds(100) { return false }
            state.lastDrawn = now
            return true
        }
    }

    private func draw() {
        let text = state.withLock { state in
            state.isShown = true
            return state.progress.bar(after: (ContinuousClock.now - state.begin).components.seconds)
        }
        console.note("\r\u{1b}[K\(text)")
    }
}

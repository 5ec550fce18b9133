// SPDX-License-Identifier: Apache-2.0

/// What a run waits for at present, so that people can be told.
///
/// Code that may wait says so where it waits, by `during` or a `Mark`. The run's list travels with its tasks, so that
/// nothing between the command and the wait has to pass it on.
package final class Waiting: Sendable {
    /// The list of the run that this task belongs to; `nil` where nobody is told.
    @TaskLocal package static var current: Waiting?

    /// Somebody or something that is waited for.
    package enum Subject: Sendable, Hashable {
        /// A server, as `host` or `host:port`, that has not answered a request yet.
        case answer(server: String)
        /// Another process that holds a lock; its number is known for most locks.
        case lock(of: String, process: Int?)
        /// A program that was started.
        case program(String)
        /// A program that may ask the user at the terminal, for example for a passphrase, or writes to it.
        case dialogue(with: String)
    }

    /// A wait, and how long it lasts.
    package struct Wait: Sendable, Equatable {
        package let subject: Subject
        package let time: Duration

        package init(subject: Subject, time: Duration) {
            self.subject = subject
            self.time = time
        }
    }

    private struct State {
        var number = 0
        var begun: [Int: (subject: Subject, since: Duration)] = [:]
    }

    /// The time after which people are told.
    package static let patience = Duration.seconds(2)

    private let time: TimeSource
    private let state = Guarded(State())

    package init(time: TimeSource = .system) { self.time = time }

    /// The wait that lasts longest, if it lasts longer than people are patient.
    package var longest: Wait? {
        let now = time.uptime()
        return state.withLock { state in
            guard let first = state.begun.values.min(by: { $0.since < $1.since }), now - first.since >= Self.patience
            else { return nil }
            return Wait(subject: first.subject, time: now - first.since)
        }
    }

    /// Whether a program has the terminal, so that nothing may be drawn there.
    package var hasDialogue: Bool {
        state.withLock { state in
            state.begun.values.contains { begun in
                if case .dialogue = begun.subject { true } else { false }
            }
        }
    }

    private func begin(_ subject: Subject) -> Int {
        let now = time.uptime()
        return state.withLock { state in
            state.number += 1
            state.begun[state.number] = (subject, now)
            return state.number
        }
    }

    private func end(_ number: Int) { state.withLock { $0.begun[number] = nil } }

    /// Runs a body that waits.
    package static func during<Result>(_ subject: Subject, _ body: () async throws -> Result) async rethrows -> Result {
        let mark = Mark(subject)
        mark.begin()
        defer { mark.end() }
        return try await body()
    }

    /// One wait that begins and ends in different places.
    package final class Mark: Sendable {
        private let subject: Subject
        private let list: Waiting?
        private let number = Guarded<Int?>(nil)

        /// Prepares a wait of the present run.
        package init(_ subject: Subject) {
            self.subject = subject
            list = Waiting.current
        }

        package func begin() {
            guard let list else { return }
            number.withLock { number in
                if number == nil { number = list.begin(subject) }
            }
        }

        package func end() {
            guard let list, let ended = number.withLock({ $0.take() }) else { return }
            list.end(ended)
        }

        deinit { end() }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation

/// A terminal in which a program runs: tmux, with a server of its own.
package final class TestTerminal: Sendable {
    private let environment: [String: String]
    private let folder: TemporaryDirectory

    /// Starts a command of a shell; the terminal stays when it ends.
    package init(
        _ command: String,
        columns: Int,
        rows: Int = 24,
        environment: [String: String],
        in directory: String
    ) throws {
        folder = try TemporaryDirectory()
        self.environment = ["PATH": "/usr/bin:/bin", "TMUX_TMPDIR": folder.path].merging(environment) { $1 }
        // What is pressed must not end the shell.
        try folder.write("trap : INT\n" + command + "\necho exit=$?\nexec sleep 1000\n", to: "run.sh")
        try tmux(
            "new-session",
            "-d",
            "-s",
            "s",
            "-x",
            "\(columns)",
            "-y",
            "\(rows)",
            "-c",
            directory,
            "sh \(folder["run.sh"])"
        )
    }

    deinit { _ = try? tmux("kill-server") }

    @discardableResult
    private func tmux(_ arguments: String...) throws -> String {
        try toolOutput(["tmux", "-L", "t", "-f", "/dev/null"] + arguments, environment: environment, in: folder.path)
    }

    /// The lines of the screen without those that are empty at its end; a wrapped line counts as several.
    package var screen: [String] {
        get throws { Self.lines(try tmux("capture-pane", "-p", "-t", "s")) }
    }

    /// The lines of the screen, and everything that scrolled out of it.
    package var everything: [String] {
        get throws { Self.lines(try tmux("capture-pane", "-p", "-S", "-", "-t", "s")) }
    }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        while lines.last?.isEmpty == true { lines.removeLast() }
        return lines
    }

    package func resize(columns: Int, rows: Int = 24) throws {
        try tmux("resize-window", "-t", "s", "-x", "\(columns)", "-y", "\(rows)")
    }

    /// Presses a key, as tmux names it: `C-c`.
    package func press(_ key: String) throws { try tmux("send-keys", "-t", "s", key) }

    /// Looks at the screen until a line of it meets a condition; returns all screens that were seen.
    package func screens(until condition: (String) -> Bool) async throws -> [[String]] {
        try await whole { $0.contains(where: condition) }
    }

    /// Looks until a whole screen meets a condition; returns all screens that were seen.
    package func whole(until condition: ([String]) -> Bool) async throws -> [[String]] {
        var seen: [[String]] = []
        let end = ContinuousClock.now + testPatience
        while true {
            let screen = try screen
            if seen.last != screen { seen.append(screen) }
            if condition(screen) { return seen }
            guard ContinuousClock.now < end else {
                throw NothingCame(description: "the terminal did not show it:\n\(screen.joined(separator: "\n"))")
            }
            try await Task.sleep(for: .milliseconds(50))
        }
    }
}

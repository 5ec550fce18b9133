// SPDX-License-Identifier: Apache-2.0

package import Reviews
package import Views

/// Where a run tells what it finds and does.
package struct ToolConsole: Sendable {
    /// Writes a text to standard output.
    package let output: @Sendable (String) -> Void
    /// Writes a message to standard error.
    package let note: @Sendable (String) -> Void
    /// Takes news about the progress.
    package let progress: @Sendable (ProgressUpdate) -> Void
    /// The colours of messages.
    package let style: TextStyle

    package init(
        output: @escaping @Sendable (String) -> Void,
        note: @escaping @Sendable (String) -> Void,
        progress: @escaping @Sendable (ProgressUpdate) -> Void = { _ in },
        style: TextStyle = .plain
    ) {
        self.output = output
        self.note = note
        self.progress = progress
        self.style = style
    }

    /// A console that also writes everything but progress to a log.
    func logged(by log: ToolLog) -> ToolConsole {
        ToolConsole(
            output: { [output] text in
                log.write(text)
                output(text)
            },
            note: { [note] text in
                log.write(text)
                note(text)
            },
            progress: progress,
            style: style
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension SourceText {
    /// The place of a node as the user sees it.
    package func location(_ position: YAMLPosition) -> SourceLocation {
        // libyaml reports a missing end on a line of its own, even if no line begins there.
        guard position.line <= lineCount else { return location(ofByte: bytes.count) }
        return SourceLocation(file: path, line: position.line, column: position.column)
    }

    /// Makes a finding that shows the line it is about.
    package func finding(
        _ severity: Finding.Severity,
        _ code: FindingCode,
        _ summary: String,
        remedy: String? = nil,
        at position: YAMLPosition
    ) -> Finding {
        Finding(severity, code, summary, remedy: remedy, at: location(position)).quoting(self)
    }
}

extension Finding {
    /// Makes the finding for a file that is larger than its kind can reasonably be.
    package static func tooLarge(path: String, bytes: Int?, limit: Int) -> Finding {
        let size = bytes.map { "\($0) bytes long" } ?? "longer than \(limit) bytes"
        let readable = limit < 1_048_576 ? "" : " (\(limit / 1_048_576) MiB)"
        return Finding(
            .error,
            .fileTooLarge,
            "\(path) is \(size), at most \(limit) bytes\(readable) are read",
            remedy: "check that this is the file you meant"
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics

extension SourceText {
    /// A place of a node as the user sees it.
    package func location(_ position: YAMLPosition) -> SourceLocation {
        // To libyaml, what is missing at the end is missing on a line of its own, even if none begins there.
        guard position.line <= lineCount else { return location(ofByte: bytes.count) }
        return SourceLocation(file: path, line: position.line, column: position.column)
    }

    /// A diagnostic that shows the line it is about.
    package func diagnostic(
        _ severity: Diagnostic.Severity,
        code: String,
        summary: String,
        remedy: String? = nil,
        at position: YAMLPosition
    ) -> Diagnostic {
        let location = location(position)
        return Diagnostic(
            severity,
            code: code,
            summary: summary,
            remedy: remedy,
            location: location,
            excerpt: excerpt(at: location)
        )
    }
}

extension Diagnostic {
    /// A file is larger than any file of its kind has reason to be.
    package static func tooLarge(path: String, bytes: Int?, limit: Int) -> Diagnostic {
        let size = bytes.map { "\($0) bytes long" } ?? "longer than \(limit) bytes"
        let readable = limit < 1_048_576 ? "" : " (\(limit / 1_048_576) MiB)"
        return Diagnostic(
            .error,
            code: "file-too-large",
            summary: "\(path) is \(size), at most \(limit) bytes\(readable) are read",
            remedy: "check that this is the file you meant"
        )
    }
}

extension YAMLSyntaxError {
    /// What libyaml found, in words that help where its own do not.
    func diagnostic(in source: SourceText) -> Diagnostic {
        let position: YAMLPosition
        switch place {
        case .position(let found): position = found
        case .byte(let offset):
            let location = source.location(ofByte: offset)
            position = YAMLPosition(line: location.line, column: location.column)
        }
        let (summary, remedy) = words(in: source, at: position)
        return source.diagnostic(.error, code: "syntax", summary: summary, remedy: remedy, at: position)
    }

    private func words(in source: SourceText, at position: YAMLPosition) -> (String, String?) {
        if case .byte(let offset) = place {
            guard problem == "control characters are not allowed" else {
                let isUTF16 = source.bytes.starts(with: [0xff, 0xfe]) || source.bytes.starts(with: [0xfe, 0xff])
                return ("the file is not UTF-8\(isUTF16 ? " but UTF-16" : ""): \(problem)", "save the file as UTF-8")
            }
            let name = offset < source.bytes.count && source.bytes[offset] == 0 ? "a NUL byte" : "a control character"
            return ("\(name) is not allowed in YAML", "remove it")
        }
        let start = context.map { " \($0.text) that began on line \($0.position.line)" } ?? ""
        switch problem {
        case "found character that cannot start any token":
            let character = source.character(at: position)
            if character == "\t" { return ("a tab stands where YAML wants spaces", "indent with spaces") }
            return (
                "a value cannot begin with `\(character.map(String.init) ?? "this character")`",
                "put the value in quotes"
            )
        case "mapping values are not allowed in this context":
            return (
                "a `:` makes a key of text that cannot be one",
                "check the indentation, or put text that contains `: ` in quotes"
            )
        default: return (problem + start, nil)
        }
    }
}

extension SourceText {
    /// The character at a place.
    fileprivate func character(at position: YAMLPosition) -> Unicode.Scalar? {
        line(position.line).unicodeScalars.dropFirst(position.column - 1).first
    }
}

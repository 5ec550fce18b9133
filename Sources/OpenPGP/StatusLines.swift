// SPDX-License-Identifier: Apache-2.0

/// What a program of GnuPG reports for other programs (doc/DETAILS of GnuPG, "Format of the --status-fd output").
///
/// GnuPG escapes what others chose in these lines, such as the names of users and files.
struct StatusLines: Sendable {
    struct Line: Sendable, Hashable {
        let keyword: String
        let fields: [String]
    }

    let lines: [Line]

    init(_ text: String) {
        lines = text.split(separator: "\n").compactMap { line in
            guard line.hasPrefix("[GNUPG:] ") else { return nil }
            let words = line.dropFirst("[GNUPG:] ".count).split(separator: " ").map(String.init)
            return words.first.map { Line(keyword: $0, fields: Array(words.dropFirst())) }
        }
    }

    /// The lines of some keywords, in order.
    subscript(_ keywords: String...) -> [Line] { lines.filter { keywords.contains($0.keyword) } }
}

extension StatusLines.Line {
    /// A field, empty where the line is shorter.
    func field(_ index: Int) -> String { fields.indices.contains(index) ? fields[index] : "" }
}

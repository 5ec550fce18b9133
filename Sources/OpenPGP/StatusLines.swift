// SPDX-License-Identifier: Apache-2.0

/// The status lines of a GnuPG program, which are meant for programs (doc/DETAILS of GnuPG, "Format of the
/// --status-fd output").
///
/// GnuPG escapes text of others in these lines, such as the names of users and files.
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

    /// The lines with some keywords, in order.
    subscript(_ keywords: String...) -> [Line] { lines.filter { keywords.contains($0.keyword) } }
}

extension StatusLines.Line {
    /// A field; empty if the line is shorter.
    func field(_ index: Int) -> String { fields.indices.contains(index) ? fields[index] : "" }
}

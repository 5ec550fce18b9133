// SPDX-License-Identifier: Apache-2.0

/// A completion as the scripts of the shells read it.
///
/// The first line says which files fit: `none`, `all`, `folders`, or `ending` and the endings. Each further line has a word, and
/// its meaning behind a tab.
package struct CompletionReply: Equatable, Sendable, CustomStringConvertible {
    private let completion: LineCompletion

    package init(_ completion: LineCompletion) { self.completion = completion }

    package var description: String { text { $0 } }

    /// The reply for bash, which takes what stands behind the last `:` or `=` for a word of its own.
    package var forBash: String {
        let typed = completion.typed
        guard let mark = typed.lastIndex(where: { $0 == ":" || $0 == "=" }) else { return description }
        let hidden = typed[...mark].count
        return text { String($0.dropFirst(hidden)) }
    }

    private func text(_ shown: (String) -> String) -> String {
        let lines = completion.words.map { word in
            shown(Self.plain(word.text)) + (word.meaning.map { "\t\(Self.plain($0))" } ?? "")
        }
        return ([files] + lines).map { "\($0)\n" }.joined()
    }

    private var files: String {
        switch completion.files {
        case nil: "none"
        case .all: "all"
        case .folders: "folders"
        case .ending(let endings): "ending \(endings.joined(separator: " "))"
        }
    }

    /// A shell must not obey what a file of somebody else says.
    private static func plain(_ text: String) -> String {
        String(String.UnicodeScalarView(text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7f ? " " : $0 }))
    }
}

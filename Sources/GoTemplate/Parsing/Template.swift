// SPDX-License-Identifier: Apache-2.0

/// A template: what a file or a `define` in it says.
final class Template {
    let name: String
    /// The file, by the name under which it was parsed, and its text.
    let file: String
    let text: [UInt8]
    let body: [Node]

    init(name: String, file: String, text: [UInt8], body: [Node]) {
        self.name = name
        self.file = file
        self.text = text
        self.body = body
    }

    /// Whether there is nothing but white space and comments, so that it replaces no other template.
    var isEmpty: Bool {
        body.allSatisfy { node in
            guard case .text(let bytes) = node.form else { return false }
            return bytes.isAllSpace
        }
    }
}

extension [UInt8] {
    fileprivate var isAllSpace: Bool {
        var index = 0
        while index < count {
            let (rune, width) = rune(at: index)
            guard rune.isSpace else { return false }
            index += width
        }
        return true
    }
}

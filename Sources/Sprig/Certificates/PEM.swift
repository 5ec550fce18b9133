// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Bytes as text between two lines that say what they are.
struct PEM {
    var label: String
    var bytes: [UInt8]

    init(label: String, bytes: [UInt8]) {
        self.label = label
        self.bytes = bytes
    }

    /// The text, with 64 characters on a line.
    var text: Text {
        let encoded = Base64.encode(bytes)
        var lines = Text("-----BEGIN \(label)-----\n")
        for start in stride(from: 0, to: encoded.count, by: 64) {
            lines += Text(encoded[start..<min(start + 64, encoded.count)]) + "\n"
        }
        return lines + Text("-----END \(label)-----\n")
    }

    /// Reads the first block of a text; `nil` if there is none.
    init?(_ text: Text) {
        let lines = text.string.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
            .map { $0.trimmingSuffix { $0 == " " || $0 == "\t" || $0 == "\r" } }
        for (index, line) in lines.enumerated() {
            guard line.hasPrefix("-----BEGIN "), line.hasSuffix("-----") else { continue }
            let label = String(line.dropFirst(11).dropLast(5))
            let rest = lines[(index + 1)...]
            guard let end = rest.firstIndex(of: "-----END \(label)-----") else { continue }
            // Lines with a colon say more about the content.
            let body = rest[..<end].drop { $0.contains(":") || $0.isEmpty }
            guard let bytes = try? Base64.decode(body.flatMap { Array($0.utf8) }) else { continue }
            self.init(label: label, bytes: bytes)
            return
        }
        return nil
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isWorthless: (Character) -> Bool) -> Substring {
        var rest = self
        while let last = rest.last, isWorthless(last) { rest.removeLast() }
        return rest
    }
}

// SPDX-License-Identifier: Apache-2.0

import GoTemplate

/// Paths with slashes. Those of the operating system are the same, as charts are rendered on Linux.
extension SprigFunctions {
    var pathFunctions: [String: Function] {
        let changes: [String: (SlashPath) -> Text] = [
            "base": \.base, "dir": \.folder, "clean": \.clean, "ext": \.fileExtension, "osBase": \.base,
            "osDir": \.folder, "osClean": \.clean, "osExt": \.fileExtension,
        ]
        var table = changes.mapValues { change in
            Function([.string], result: .string) { .string(change(SlashPath($0[0].text))) }
        }
        for name in ["isAbs", "osIsAbs"] {
            table[name] = Function([.string], result: .bool) { .bool($0[0].text.bytes.first == SlashPath.slash) }
        }
        return table
    }
}

/// A path as Go's `path` reads it.
struct SlashPath {
    static let slash = UInt8(ascii: "/")
    private let bytes: [UInt8]

    init(_ text: Text) { bytes = text.bytes }

    /// The shortest path that means the same; a point for none.
    var clean: Text { Self.clean(bytes) }

    /// The last part, without slashes after it; a slash for the root, and a point for no path.
    var base: Text {
        if bytes.isEmpty { return "." }
        var rest = bytes[...]
        while rest.last == Self.slash { rest.removeLast() }
        if rest.isEmpty { return "/" }
        let start = rest.lastIndex(of: Self.slash).map { $0 + 1 } ?? 0
        return Text(rest[start...])
    }

    /// What stands before the last slash.
    var folder: Text {
        Self.clean(Array(bytes.prefix((bytes.lastIndex(of: Self.slash) ?? -1) + 1)))
    }

    /// What stands after the last slash from the last point on.
    var fileExtension: Text {
        let start = (bytes.lastIndex(of: Self.slash) ?? -1) + 1
        guard let point = bytes[start...].lastIndex(of: UInt8(ascii: ".")) else { return "" }
        return Text(bytes[point...])
    }

    private static func clean(_ bytes: [UInt8]) -> Text {
        let isAbsolute = bytes.first == slash
        let (here, above) = (Array(".".utf8), Array("..".utf8))
        var parts: [[UInt8]] = []
        for part in bytes.split(separator: slash).map(Array.init) where part != here {
            if part != above {
                parts.append(part)
            } else if let last = parts.last, last != above {
                parts.removeLast()
            } else if !isAbsolute {
                parts.append(part)
            }
        }
        let joined = Array(parts.joined(separator: [slash]))
        if isAbsolute { return Text([slash] + joined) }
        return joined.isEmpty ? "." : Text(joined)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// A character that word processors, web pages and chats insert instead of the typed one.
struct PastedCharacter: Hashable {
    enum Kind: Hashable {
        /// A character that looks like a space.
        case blank
        /// An invisible character.
        case invisible
        case quote(Unicode.Scalar)
        case dash
        /// Another character with a meaning in YAML.
        case mark(Unicode.Scalar)
        /// A character that no text may have, because this tool uses it itself.
        case reserved
    }

    let scalar: Unicode.Scalar
    let kind: Kind

    init?(_ scalar: Unicode.Scalar) {
        self.scalar = scalar
        switch scalar.value {
        case 0xa0, 0x1680, 0x2000...0x200a, 0x202f, 0x205f, 0x3000: kind = .blank
        case 0xad, 0x180e, 0x200b...0x200f, 0x202a...0x202e, 0x2060...0x2069, 0xfeff: kind = .invisible
        case 0x201c...0x201f, 0xab, 0xbb, 0xff02: kind = .quote("\"")
        case 0x2018...0x201b, 0x2039, 0x203a, 0xff07: kind = .quote("'")
        case 0x2010...0x2015, 0x2212, 0xfe58, 0xff0d: kind = .dash
        case 0xff1a: kind = .mark(":")
        case 0xff0c: kind = .mark(",")
        case YAMLScalar.mask.value: kind = .reserved
        default: return nil
        }
    }

    /// The common name of the character.
    var name: String {
        switch (scalar.value, kind) {
        case (0xa0, _), (0x202f, _): "a no-break space"
        case (0x200b, _): "a zero-width space"
        case (0xfeff, _): "a byte order mark"
        case (0xad, _): "a soft hyphen"
        case (0x200e, _), (0x200f, _), (0x202a...0x202e, _), (0x2066...0x2069, _): "a mark of the writing direction"
        case (0x2013, _): "an en dash"
        case (0x2014, _): "an em dash"
        case (0x2011, _): "a no-break hyphen"
        case (_, .blank): "a special space"
        case (_, .invisible): "an invisible character"
        case (_, .quote): "a typographic quote"
        case (_, .dash): "a typographic dash"
        case (_, .mark): "a full-width mark"
        case (_, .reserved): "a character for private use"
        }
    }

    /// The replacement; empty if the character must be removed.
    var plain: String {
        switch kind {
        case .blank: " "
        case .invisible, .reserved: ""
        case .quote(let plain), .mark(let plain): String(plain)
        case .dash: "-"
        }
    }

    /// The problem with the character.
    var summary: String {
        switch kind {
        case .blank: "\(name) (\(code)) stands here instead of an ordinary space"
        case .invisible: "\(name) (\(code)) is hidden here"
        case .quote, .dash, .mark: "\(name) (\(code)) stands here instead of `\(plain)`"
        case .reserved: "\(name) (\(code)) has no meaning here"
        }
    }

    private var advice: String {
        switch kind {
        case .blank: "write an ordinary space"
        case .invisible, .reserved: "remove it"
        case .quote, .dash, .mark: "write `\(plain)`"
        }
    }

    /// The advice, with a command that replaces the character everywhere in a file.
    func remedy(in path: String) -> String {
        let bytes = String(scalar).utf8.map { "\\x" + String($0, radix: 16) }.joined()
        let written = kind == .quote("'") ? "\\x27" : plain
        return "\(advice); everywhere in the file: LC_ALL=C sed -i 's/\(bytes)/\(written)/g' \(shellArgument(path))"
    }

    /// The Unicode number of the character.
    var code: String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }
}

/// The places of one character; one message reports all of them.
struct PastedCharacterReport {
    private var places: [PastedCharacter: [YAMLPosition]] = [:]

    mutating func add(_ character: PastedCharacter, at position: YAMLPosition) {
        places[character, default: []].append(position)
    }

    func findings(in source: SourceText) -> [Finding] {
        places.map { character, positions in
            let others = positions.count == 1 ? "" : ", and in \(counted(positions.count - 1, "more place"))"
            return source.finding(
                .error,
                .pastedCharacter,
                character.summary + others,
                remedy: character.remedy(in: source.path),
                at: positions[0]
            )
        }
    }
}

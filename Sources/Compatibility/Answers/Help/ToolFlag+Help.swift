// SPDX-License-Identifier: Apache-2.0

extension ToolFlag {
    /// The flag as help writes it: its letter, its name, and what stands for its value.
    var label: String {
        let letter = name.letter.map { "-\($0), " } ?? "    "
        let value =
            switch kind {
            case .boolean(let usual): usual ? "=false" : ""
            case .text, .list, .number, .duration: "=\(kind.placeholder)"
            }
        return "\(letter)\(name.spelling)\(value)"
    }

    /// What the flag does, and what else there is to know here.
    var explanation: String {
        switch meaning {
        case .same(let text) where !text.contains("`\(name.spelling)`"): "\(summary); with mirror: \(text)"
        case .same, .unneeded: summary
        case .noEffect(let reason): "\(summary); no effect here: \(reason)"
        case .refused(let advice): "\(summary); not offered here: \(advice)"
        }
    }

    /// The flags of a command that oc-mirror's own help shows, in the order of the table.
    static func shown(of command: ToolCommand, in version: ToolVersion) -> [ToolFlag] {
        all.filter { !$0.isHidden && $0.belongs(to: command, of: version) }
    }
}

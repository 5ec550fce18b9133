// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Compatibility

/// The section about flags of the chapter for people who come from oc-mirror, made of the table of flags.
enum FlagChapter {
    static let heading = "## Every flag of oc-mirror"

    /// The section, with its heading.
    static var text: String {
        ([heading, introduction] + parts.map { table(of: $0.flags, under: $0.heading) }).joined(separator: "\n\n")
            + "\n"
    }

    private static let introduction = """
        These tables say what to write at a command of `mirror` for a flag of oc-mirror. `mirror` answers a flag that it does
        not have with the same words. "v1" and "v2" are the programs that have the flag; flags that oc-mirror's own help does
        not show are in brackets.
        """

    private static let parts: [(heading: String, flags: [ToolFlag])] = [
        ("Mirroring", ToolFlag.choosing + ToolFlag.mirroring), ("Mirroring with v1", ToolFlag.firstMirroring),
        ("Mirroring with v2", ToolFlag.secondMirroring), ("Registries, cache and log", ToolFlag.reaching),
        ("Flags of the container tools", ToolFlag.hidden), ("`oc-mirror delete`", ToolFlag.deleting),
        ("Other commands", ToolFlag.listing),
    ]

    private static func table(of flags: [ToolFlag], under heading: String) -> String {
        var rows: [(names: [String], versions: String, meaning: String)] = []
        for flag in flags {
            let versions = flag.versions.sorted().map(\.description).joined(separator: ", ")
            if let last = rows.last, last.versions == versions, last.meaning == flag.meaning.text {
                rows[rows.count - 1].names.append(name(of: flag))
            } else {
                rows.append(([name(of: flag)], versions, flag.meaning.text))
            }
        }
        let lines = rows.map { "| \($0.names.joined(separator: ", ")) | \($0.versions) | \($0.meaning) |" }
        return "### \(heading)\n\n| flag | of | with `mirror` |\n|---|---|---|\n" + lines.joined(separator: "\n")
    }

    private static func name(of flag: ToolFlag) -> String {
        let letter = flag.name.letter.map { "`-\($0)`, " } ?? ""
        let value =
            switch flag.kind {
            case .boolean(let usual): usual ? "=false" : ""
            case .text, .list, .number, .duration: "=\(flag.kind.placeholder)"
            }
        let text = "\(letter)`\(flag.name.spelling)\(value)`"
        return flag.isHidden ? "(\(text))" : text
    }
}

// SPDX-License-Identifier: Apache-2.0

import YAML

/// The answer of `version`: the version of this program, in the fields in which scripts look for that of oc-mirror.
struct VersionAnswer {
    let version: String
    let format: OutputFormat

    /// The operating system and the processor, as Go spells them.
    static let platform: String = {
        #if arch(x86_64)
        return "linux/amd64"
        #elseif arch(arm64)
        return "linux/arm64"
        #elseif arch(s390x)
        return "linux/s390x"
        #elseif arch(powerpc64le)
        return "linux/ppc64le"
        #else
        return "linux"
        #endif
    }()

    /// The text; fields about Go and about commits are empty.
    func text() throws -> String {
        guard format != .text else { return "Client Version: v\(version) (mirror)\n" }
        let numbers = version.split(separator: ".").map(String.init)
        let fields: YAMLValue = [
            "buildDate": "",
            "compiler": "swift",
            "gitCommit": "",
            "gitTreeState": "",
            "gitVersion": .string("v\(version)"),
            "goVersion": "",
            "major": .string(numbers.first ?? ""),
            "minor": .string(numbers.dropFirst().first ?? ""),
            "platform": .string(Self.platform),
        ]
        return try StructuredText.text(of: ["clientVersion": fields], asJSON: format == .json)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension ConfigurationParser {
    /// Reports that the file says what the other kind says.
    func reportOtherKind(at location: SourceLocation) {
        let other = kind.other
        reader.report(
            code: other.isNotExpected,
            "this file says what to \(other.section), not what to \(kind.section)",
            remedy: "give it to \(other.command), or write `kind: \(kind.rawValue)` with a `\(kind.section)` section",
            at: location
        )
    }

    /// Checks the `kind` in a field; returns whether the rest of the file can be checked.
    func checkKind<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Bool {
        guard let found = fields.requiredString(name, of: "the configuration", usually: kind.rawValue) else {
            return true
        }
        switch ConfigurationKind(rawValue: found.value) {
        case kind: return true
        case .some:
            reportOtherKind(at: found.location)
            return false
        case nil:
            let names = [kind, kind.other].map(\.rawValue)
            let nearest = nearestName(to: found.value, among: names)
            reader.report(
                code: .unknownKind,
                "the kind `\(found.value)` is not known",
                remedy: nearest.map { "did you mean `\($0)`?" } ?? "write `kind: \(kind.rawValue)`",
                at: found.location
            )
            return true
        }
    }
}

extension ConfigurationKind {
    var field: ConfigurationField {
        switch self {
        case .mirror: .mirror
        case .deletion: .delete
        }
    }

    /// The command that reads files of this kind.
    fileprivate var command: String {
        switch self {
        case .mirror: "`mirror plan`"
        case .deletion: "`mirror delete plan`"
        }
    }
}

extension ConfigurationKind {
    /// The code of the finding that a file of this kind was given where another is expected.
    var isNotExpected: FindingCode {
        switch self {
        case .mirror: .mirrorKind
        case .deletion: .deleteKind
        }
    }
}

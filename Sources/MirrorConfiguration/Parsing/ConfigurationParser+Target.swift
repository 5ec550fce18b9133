// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// An image's place at the target, if it differs from the source's.
extension ConfigurationParser {
    /// Reads the path of a repository at the target, without registry and tag.
    func targetRepository<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> RepositoryName? {
        let advice = { (text: String) in TargetText(text).advice(for: name.rawValue) }
        let parsed = fields.parsed(name, code: .invalidTarget, remedy: advice) { text throws(ReferenceError) in
            if let problem = TargetText(text).problem { throw ReferenceError(text: text, message: problem) }
            return try RepositoryName(text)
        }
        guard let parsed else { return nil }
        if let host = TargetText("\(parsed.value)").host {
            reader.report(
                .warning,
                code: .hostInTarget,
                "`\(name.rawValue)` is a path at the target, but begins with something that looks like the registry `\(host)`",
                remedy: advice("\(parsed.value)"),
                at: parsed.location
            )
        }
        return parsed.value
    }

    /// Reads a tag at the target.
    func targetTag<Name: YAMLFieldName>(_ fields: YAMLMapping<Name>, _ name: Name) -> Tag? {
        fields.parsed(
            name,
            code: .invalidTarget,
            remedy: { text in
                guard text.hidingCredentials == text else { return nil }
                let last = text.split(separator: ":").last.flatMap { try? Tag(String($0)) }
                return last.map { "write `\(name.rawValue): \($0.scalar)`" }
            }
        ) { text throws(ReferenceError) in try Tag(text) }?.value
    }
}

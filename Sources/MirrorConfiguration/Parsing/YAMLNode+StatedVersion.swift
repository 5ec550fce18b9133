// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension YAMLNode {
    /// The `apiVersion` that a file states, in any letter case.
    ///
    /// It is checked before the fields, because all fields of another format would be reported as unknown.
    func statedVersion(in reader: YAMLReader) -> Located<String>? {
        versionNode.map { Located($0.text, at: reader.source.location($0.position)) }
    }

    /// The format of oc-mirror v1 that a file states.
    var versionOneFormat: VersionOneFormat? { versionNode.flatMap { VersionOneFormat(apiVersion: $0.text) } }

    private var versionNode: (text: String, position: YAMLPosition)? {
        guard case .mapping(let fields) = content else { return nil }
        let field = fields.first { $0.key == "apiVersion" } ?? fields.first { $0.key.lowercased() == "apiversion" }
        guard let field, case .scalar(let scalar) = field.value.content else { return nil }
        return (scalar.text, field.value.position)
    }
}

extension VersionOneFormat {
    /// The format that an `apiVersion` names.
    init?(apiVersion: String) {
        guard let format = Self.allCases.first(where: { ConfigurationRules.versionOne($0).apiVersion == apiVersion })
        else { return nil }
        self = format
    }
}

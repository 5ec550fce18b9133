// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

extension YAMLNode {
    /// The `kind` that a file states.
    ///
    /// It is checked before the fields, because all fields of another kind would be reported as unknown.
    func statedKind(in reader: YAMLReader) -> Located<String>? {
        guard case .mapping(let fields) = content, let value = fields.first(where: { $0.key == "kind" })?.value,
            case .scalar(let scalar) = value.content
        else { return nil }
        return Located(scalar.text, at: reader.source.location(value.position))
    }
}

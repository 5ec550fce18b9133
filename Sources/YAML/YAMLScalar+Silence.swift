// SPDX-License-Identifier: Apache-2.0

extension YAMLNode {
    /// Whether this is a document without a value, such as one after a `---` at the end of a file.
    var saysNothing: Bool {
        guard case .scalar(let scalar) = content else { return false }
        return scalar.saysNothing
    }
}

extension YAMLEvent {
    var saysNothing: Bool {
        guard case .scalar(let scalar, _) = kind else { return false }
        return scalar.saysNothing
    }
}

extension YAMLScalar {
    var saysNothing: Bool { isPlain && tag == nil && text.isEmpty }

    /// Whether this key merges another mapping.
    var isMergeKey: Bool { isPlain && tag == nil && text == "<<" }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension PinnedConfiguration {
    /// Whether a configuration looks like a pinned one: it has a catalog with a digest and none without.
    package static func isPinned(_ configuration: ImageSetConfiguration) -> Bool {
        let references: [ImageReference] = configuration.mirror.operators.compactMap { catalog in
            guard case .registry(let reference) = catalog.source else { return nil }
            return reference
        }
        return !references.isEmpty && references.allSatisfy { $0.digest != nil }
    }

    /// Whether a text is a `DeleteImageSetConfiguration` in exactly this tool's form, which people hardly write.
    package static func isDeletion(_ bytes: [UInt8]) -> Bool {
        let source = SourceText(path: "", bytes: bytes)
        guard case .mapping(let fields)? = Self.root(of: source).flatMap(YAMLValue.init),
            fields["kind"] == .string(ConfigurationKind.deletion.rawValue)
        else { return false }
        return Array(YAMLWriter.text(.mapping(fields)).utf8) == bytes
    }
}

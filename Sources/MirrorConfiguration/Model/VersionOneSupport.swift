// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// What is obeyed of a configuration of oc-mirror v1; the rest is an error when the file is read.
///
/// A configuration must never ask for something in vain. What is read before anything obeys it stands here, and nowhere
/// else.
package struct VersionOneSupport: OptionSet, Sendable {
    package let rawValue: Int

    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The rules by which images are chosen: ranges to the head of a channel, lists of versions, `minBundle`.
    package static let rules = Self(rawValue: 1)
    /// Metadata in the place that `storageConfig` names.
    package static let storage = Self(rawValue: 2)

    /// Everything, for code that only reads and changes the text.
    package static let everything: Self = [.rules, .storage]
    /// What plans obey.
    package static let obeyed: Self = .everything
}

extension ParsedConfiguration {
    /// Reports what the file asks for and is not obeyed.
    func reportUnobeyed(_ support: VersionOneSupport, version: SourceLocation, to reader: YAMLReader) {
        guard support.contains(.rules) else {
            reader.report(
                code: .unsupportedVersion,
                "plans are not made by the rules of oc-mirror v1 yet (`\(rules.apiVersion)`)",
                remedy: "run `mirror migrate`, and plan with the file that it writes",
                at: version
            )
            return
        }
        guard let storage, !support.contains(.storage) else { return }
        reader.report(
            code: .unsupportedSection,
            "`storageConfig` is not obeyed yet: the metadata of oc-mirror v1 would neither be read nor written",
            remedy: "remove the section to plan without it",
            at: storage.location
        )
    }
}

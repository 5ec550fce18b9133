// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Reads the nodes of a text that a person wrote, pasted or generated.
enum ConfigurationText {
    /// Reads the only document; `nil` if a reported problem leaves nothing to check.
    ///
    /// In the formats of oc-mirror v1, the first of several documents counts.
    static func root(
        of source: SourceText,
        limits: YAMLLimits = YAMLLimits(),
        reportingTo findings: FindingCollector
    ) -> YAMLNode? {
        guard source.bytes.count <= limits.bytes else {
            return YAMLComposer.document(in: source, limits: limits, reportingTo: findings)
        }
        let repair = TextRepair(source, reportingTo: findings)
        guard !repair.endsCheck else { return nil }
        return YAMLComposer.document(
            in: source,
            reading: repair.text,
            limits: limits,
            // Problems with columns follow from those that were reported already.
            reportsSyntax: !repair.hasShiftedColumns,
            readsOnlyFirst: { $0.versionOneFormat != nil },
            reportingTo: findings
        )
    }
}

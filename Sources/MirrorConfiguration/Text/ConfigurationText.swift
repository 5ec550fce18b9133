// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// The way from a text that a person wrote, pasted or generated to its nodes.
enum ConfigurationText {
    /// Reads the one document; `nil` when what is wrong with it, which was reported, leaves nothing to look at.
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
        guard repair.hasShiftedColumns else {
            return YAMLComposer.document(in: source, reading: repair.text, limits: limits, reportingTo: findings)
        }
        // What is wrong with the columns is wrong because of what was told already.
        let others = FindingCollector()
        let root = YAMLComposer.document(in: source, reading: repair.text, limits: limits, reportingTo: others)
        for finding in others.findings where finding.code != .syntax { findings.report(finding) }
        return root
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Reads the nodes of a text that a person wrote, pasted or generated.
enum ConfigurationText {
    /// Reads the only document; `nil` if a reported problem leaves nothing to check.
    static func root(
        of source: SourceText,
        limits: YAMLLimits = YAMLLimits(),
        reportingTo diagnostics: DiagnosticCollector
    ) -> YAMLNode? {
        guard source.bytes.count <= limits.bytes else {
            return YAMLComposer.document(in: source, limits: limits, reportingTo: diagnostics)
        }
        let repair = TextRepair(source, reportingTo: diagnostics)
        guard !repair.endsCheck else { return nil }
        guard repair.hasShiftedColumns else {
            return YAMLComposer.document(in: source, reading: repair.text, limits: limits, reportingTo: diagnostics)
        }
        // Problems with columns follow from those that were reported already.
        let others = DiagnosticCollector()
        let root = YAMLComposer.document(in: source, reading: repair.text, limits: limits, reportingTo: others)
        for finding in others.diagnostics where finding.code != .syntax { diagnostics.report(finding) }
        return root
    }
}

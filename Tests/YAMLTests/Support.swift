// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

/// Reads a text that must be valid.
func node(_ text: String) throws -> YAMLNode {
    let findings = FindingCollector()
    let node = YAMLComposer.document(in: SourceText(path: "f.yaml", bytes: Array(text.utf8)), reportingTo: findings)
    try findings.throwIfErrors()
    return try #require(node)
}

/// Reads a text and answers what is wrong with it, on one line each.
func problems(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> [String] {
    let findings = FindingCollector()
    _ = YAMLComposer.document(
        in: SourceText(path: "f.yaml", bytes: bytes),
        limits: limits,
        reportingTo: findings
    )
    return findings.findings.map(oneLine)
}

func problems(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [String] {
    problems(Array(text.utf8), limits: limits)
}

/// A finding without its excerpt.
func oneLine(_ finding: Finding) -> String {
    let place = finding.place.map { "\($0): " } ?? ""
    return "\(place)\(finding.severity.rawValue): \(finding.summary)"
        + (finding.remedy.map { " | \($0)" } ?? "")
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Testing
import YAML

/// Reads a text that must be valid.
func node(_ text: String) throws -> YAMLNode {
    let diagnostics = DiagnosticCollector()
    let node = YAMLComposer.document(in: SourceText(path: "f.yaml", bytes: Array(text.utf8)), reportingTo: diagnostics)
    try diagnostics.throwIfErrors()
    return try #require(node)
}

/// Reads a text and answers what is wrong with it, on one line each.
func problems(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) -> [String] {
    let diagnostics = DiagnosticCollector()
    _ = YAMLComposer.document(
        in: SourceText(path: "f.yaml", bytes: bytes),
        limits: limits,
        reportingTo: diagnostics
    )
    return diagnostics.diagnostics.map(oneLine)
}

func problems(_ text: String, limits: YAMLLimits = YAMLLimits()) -> [String] {
    problems(Array(text.utf8), limits: limits)
}

/// A diagnostic without its excerpt.
func oneLine(_ diagnostic: Diagnostic) -> String {
    let place = diagnostic.location.map { "\($0): " } ?? ""
    return "\(place)\(diagnostic.severity.rawValue): \(diagnostic.summary)"
        + (diagnostic.remedy.map { " | \($0)" } ?? "")
}

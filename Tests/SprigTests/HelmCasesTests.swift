// SPDX-License-Identifier: Apache-2.0

import GoTemplate
import HelmCases
import Testing

/// The given cases that need nothing of Helm but Sprig.
@Suite struct HelmCasesTests {
    /// What only Helm knows.
    private static let foreign = [
        "include", "tpl ", "toYaml", "fromYaml", "toToml", ".Files", ".Chart", ".Release", ".Capabilities", "required",
        ".Template", ".Values.Table", ".Values.PathValue", ".Values.YAML", "lookup", "fromJson", "mustToYaml",
        "fromJsonArray", "template \"",
    ]

    static let cases = HelmCase.all.filter { example in
        !example.isPlain && example.files.isEmpty && example.templates.isEmpty && !example.name.hasPrefix("lexer/")
            && !example.name.hasPrefix("parser/") && !foreign.contains { example.template.contains($0) }
    }

    @Test(arguments: cases)
    func agrees(example: HelmCase) {
        let result = Rendering.render(example.template, values: example.goValues)
        if let disagreement = example.disagreement(with: result) {
            Issue.record("\(example.name): \(example.template) \(disagreement)")
        }
    }

    @Test func areMany() { #expect(Self.cases.count > 700) }
}

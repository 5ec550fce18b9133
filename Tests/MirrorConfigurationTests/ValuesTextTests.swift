// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import MirrorConfiguration

@Suite("Values of charts in a text")
struct ValuesTextTests {
    @Test(
        "are found by the indentation below their key, and on its line",
        arguments: [
            ("a: 1\nvalues:\n  b: {{ x }}\n\n  c:\n    d\ne: 2", [nil, 7, 0, 0, 0, 0, nil]),
            ("- path: x\n  values:\n    b: 1\n  c: 2\n- d", [nil, 9, 0, nil, nil]),
            ("- values:\n    b: 1\n  c: 2", [9, 0, nil]),
            ("- values: {a: b}\n  c: 2", [9, nil]),
            ("  - {path: a, values: {b: c},\n      d: e}\n  - f", [21, 0, nil]),
            ("\"values\": {\n  \"a\": 1\n},", [9, 0, nil]),
            ("valuesFiles: [a]\nmyvalues:\n  a: 1", [nil, nil, nil]),
            ("values:x", [nil]),
            ("values:\nvalues:\n  a", [7, 7, 0]),
        ] as [(String, [Int?])]
    )
    func starts(text: String, expected: [Int?]) {
        var values = ValuesOfCharts()
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.map { values.start(in: Array($0.unicodeScalars)) } == expected, "\(text)")
    }

    @Test("are left as they are, and what is beside them is not")
    func placeholders() {
        let text = """
            mirror:
              helm:
                local:
                  - path: "{{ chart }}"
                    values:
                      password: changeme
                      name: "{{ .Release.Name }}"
                      quotes: “a”
                    valuesFiles: ["<file>.yaml"]
                  - {path: "{chart}", values: {name: "${NAME}"}}

            """
        #expect(
            findings(text).map { $0.split(separator: " | ")[0] } == [
                "isc.yaml:6:16: error: the placeholder `{{ chart }}` was not filled in",
                "isc.yaml:11:24: error: the placeholder `<file>` was not filled in",
                "isc.yaml:12:17: error: the placeholder `{chart}` was not filled in",
            ]
        )
    }

    @Test("have loops of kubectl beside them", arguments: ["{range .spec.x[*]}{.image}{end}", "{range .x}{@}{end}"])
    func loops(path: String) {
        #expect(findings("mirror: {helm: {local: [{path: a, imagePaths: ['\(path)']}]}}") == [])
    }
}

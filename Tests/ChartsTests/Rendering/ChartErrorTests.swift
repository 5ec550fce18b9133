// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Diagnostics
import GoTemplate
import Testing

/// What users are told when a chart cannot be rendered.
@Suite struct ChartErrorTests {
    private func failure(_ template: String, helpers: String = "", values: String = "") -> ChartError? {
        TestChart(["templates/t.yaml": template, "templates/_h.tpl": helpers]).failure(values: values)
    }

    @Test(arguments: [
        ("a: 1\n{{ .Values.a.b }}", ChartError.Step.execution, 2, 10),
        ("{{ fail \"no\" }}", .refusal, 1, 3),
        ("x\n\n  {{ required \"need\" .Values.a }}", .refusal, 3, 5),
        ("{{ 1 | trunc }}", .execution, 1, 7),
    ])
    func `an error has the place in its file, and says whose it is`(
        template: String,
        step: ChartError.Step,
        line: Int,
        column: Int
    ) {
        let error = failure(template)
        #expect(error?.step == step)
        #expect(error?.place == ChartError.Place(file: "web/templates/t.yaml", line: line, column: column))
        #expect(error?.explanation.remedy?.contains("valuesFiles") == true)
    }

    @Test func `an error while reading a template has its line`() {
        let error = failure("a\nb: {{ nope }}")
        #expect(error?.message == "parse error at (web/templates/t.yaml:2): function \"nope\" not defined")
        #expect(error?.step == .parsing && error?.place == ChartError.Place(file: "web/templates/t.yaml", line: 2))
        #expect(error?.remedy?.isEmpty == false)
    }

    @Test(arguments: [
        ("{{ fail \"a: b: c\" }}", "execution error at (web/templates/t.yaml:1:3): a: b: c"),
        ("{{ fail \"\" }}", "execution error at (web/templates/t.yaml:1:3): "),
        ("{{ fail \"l1\\nl2\" }}", "execution error at (web/templates/t.yaml:1:3): l1\nl2"),
        ("{{ required \"50%\" nil }}", "execution error at (web/templates/t.yaml:1:3): 50%!H(MISSING)ELM_ERR_END"),
        ("{{ required \"r\" \"\" }}", "execution error at (web/templates/t.yaml:1:3): r"),
        ("{{ include \"f\" . }}", "execution error at (web/templates/t.yaml:1:3): inner"),
        ("{{ include \"g\" . }}", "execution error at (web/templates/t.yaml:1:3): inner"),
    ])
    func `the chart's own message stands alone`(template: String, message: String) {
        let helpers = "{{ define \"f\" }}{{ fail \"inner\" }}{{ end }}{{ define \"g\" }}{{ include \"f\" . }}{{ end }}"
        // A percent sign at the end of a format swallows the mark behind it, in Helm too.
        let error = failure(template, helpers: helpers)
        if template.contains("50%") {
            #expect(error?.message.contains("50%!") == true)
        } else {
            #expect(error?.message == message)
        }
    }

    @Test func `errors of templates within templates are chained`() {
        let helpers = """
            {{ define "a" }}{{ include "b" . }}{{ end }}
            {{ define "b" }}
            {{ .Values.x.y }}{{ end }}
            """
        #expect(
            failure("{{ include \"a\" . }}", helpers: helpers)?.message
                == "template: web/templates/t.yaml:1:3: executing \"web/templates/t.yaml\" at <include \"a\" .>: "
                + "error calling include: template: web/templates/_h.tpl:1:19: executing \"a\" at <include \"b\" .>: "
                + "error calling include: template: web/templates/_h.tpl:3:10: executing \"b\" at <.Values.x.y>: "
                + "nil pointer evaluating interface {}.y"
        )
    }

    @Test func `what a template gets wrong in another chart names that chart`() {
        let kid = TestChart("kid", ["templates/k.yaml": "{{ .Values.a.b }}"])
        let error = TestChart().adding("kid", kid).failure()
        #expect(error?.place?.file == "web/charts/kid/templates/k.yaml")
    }

    @Test func `notes are executed for their errors`() {
        let error = TestChart(["templates/NOTES.txt": "{{ fail \"no\" }}"]).failure()
        #expect(error?.message == "execution error at (web/templates/NOTES.txt:1:3): no")
    }

    @Test func `of several errors the one in the file that comes first is reported`() {
        let chart = TestChart([
            "templates/a.yaml": "{{ fail \"a\" }}", "templates/b.yaml": "{{ fail \"b\" }}",
            "templates/deep/a.yaml": "{{ fail \"deep\" }}",
        ])
        #expect(chart.failure()?.message.hasSuffix("): deep") == true)
    }

    @Test func `the description has the remedy on a line of its own`() {
        let error = ChartError(.files, "it is wrong", remedy: "mend it")
        #expect(error.description == "it is wrong\nmend it")
        #expect(ChartError(.files, "it is wrong").explanation == Explanation("it is wrong"))
    }
}

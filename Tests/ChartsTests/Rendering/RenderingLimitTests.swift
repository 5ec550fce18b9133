// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Charts that would never end, or never stop growing.
@Suite struct RenderingLimitTests {
    @Test(arguments: [
        ("{{ include \"r\" . }}", "{{ define \"r\" }}{{ include \"r\" . }}{{ end }}"),
        ("{{ template \"r\" . }}", "{{ define \"r\" }}{{ template \"r\" . }}{{ end }}"),
        (
            "{{ include \"a\" . }}",
            "{{ define \"a\" }}{{ include \"b\" . }}{{ end }}{{ define \"b\" }}{{ include \"a\" . }}{{ end }}"
        ),
        ("{{ tpl .Values.t . }}", ""),
        ("{{ include \"web/templates/t.yaml\" . }}", ""),
    ])
    func `a template that calls itself without end is stopped`(template: String, helpers: String) {
        let chart = TestChart([
            "templates/t.yaml": template, "templates/_h.tpl": helpers, "values.yaml": "t: '{{ tpl .Values.t . }}'",
        ])
        #expect(chart.failure()?.step == .execution)
    }

    @Test func `a template may call itself a thousand times`() throws {
        let helpers =
            "{{ define \"r\" }}{{ if gt . 0 }}{{ include \"r\" (sub . 1 | int) }}{{ else }}done{{ end }}{{ end }}"
        let chart = { (count: Int) in
            TestChart(["templates/t.yaml": "{{ include \"r\" \(count) }}", "templates/_h.tpl": helpers])
        }
        #expect(try chart(1000).text(of: "web/templates/t.yaml") == "done")
        #expect(chart(1002).failure()?.message.contains("rendering template has a nested reference name: r") == true)
    }

    @Test func `the count of one template's calls ends with them`() throws {
        let helpers = "{{ define \"r\" }}x{{ end }}"
        let chart = TestChart([
            "templates/t.yaml": "{{ range until 3000 }}{{ include \"r\" . }}{{ end }}", "templates/_h.tpl": helpers,
        ])
        #expect(try chart.text(of: "web/templates/t.yaml")?.count == 3000)
    }

    @Test(arguments: [
        "{{ range until 1000 }}{{ range until 1000 }}{{ end }}{{ end }}",
        "{{ $s := repeat 1000000 \"x\" }}{{ range until 1000 }}{{ $s }}{{ end }}",
        "{{ $s := \"x\" }}{{ range until 100 }}{{ $s = print $s $s }}{{ end }}{{ $s }}",
    ])
    func `loops and texts have bounds`(template: String) {
        let error = #expect(throws: ChartError.self) {
            var rendering = ChartRendering(try TestChart(["templates/t.yaml": template]).loaded())
            rendering.limits.steps = 50_000
            rendering.limits.bytes = 5_000_000
            return try rendering.render()
        }
        #expect(error?.step == .execution)
    }

    @Test func `a map that contains itself does no harm`() {
        let template =
            "{{ $d := dict }}{{ $_ := set $d \"self\" $d }}[{{ toYaml $d }}{{ toJson $d }}{{ toToml $d | trunc 0 }}]"
        let chart = TestChart(["templates/t.yaml": template])
        #expect((try? chart.text(of: "web/templates/t.yaml")) == "[]" || chart.failure()?.step == .execution)
    }

    @Test func `values may be much deeper than anybody writes them`() throws {
        let depth = 180
        let yaml = (0..<depth).map { String(repeating: " ", count: $0) + "a:\n" }.joined()
        let chart = TestChart(["values.yaml": yaml, "templates/t.yaml": "{{ toYaml .Values | len }}"])
        #expect(try chart.text(of: "web/templates/t.yaml").flatMap { Int($0) } ?? 0 > depth)
    }
}

// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Whole charts, as far as the given ones do not show what counts.
@Suite struct ChartRenderingTests {
    @Test func `files come in the order of the bytes of their paths`() throws {
        let kid = TestChart("kid", ["templates/k.yaml": "k"])
        let chart = TestChart([
            "templates/b.yaml": "b", "templates/B.yaml": "B", "templates/a/z.yaml": "z", "templates/a.yaml": "a",
            "templates/a-b.yaml": "ab",
        ]).adding("kid", kid)
        #expect(
            try chart.rendered().files.map(\.path) == [
                "web/charts/kid/templates/k.yaml", "web/templates/B.yaml", "web/templates/a-b.yaml",
                "web/templates/a.yaml", "web/templates/a/z.yaml", "web/templates/b.yaml",
            ]
        )
    }

    @Test func `notes, partials and files of white space are not shown`() throws {
        let chart = TestChart([
            "templates/NOTES.txt": "read me", "templates/_p.tpl": "text", "templates/_p.yaml": "text",
            "templates/empty.yaml": "", "templates/blank.yaml": " \n\t\n",
            "templates/off.yaml": "{{ if false }}x{{ end }}\n",
            "templates/comment.yaml": "# only a comment\n", "templates/_folder/x.yaml": "x",
            "templates/sub/NOTES.txt": "n",
        ])
        #expect(
            try chart.rendered().files.map(\.path) == ["web/templates/_folder/x.yaml", "web/templates/comment.yaml"]
        )
    }

    @Test func `definitions come first and are no templates`() throws {
        let kid = TestChart("kid", ["crds/k.yaml": "k: {{ no }}", "templates/x.yaml": "x"])
        let chart = TestChart([
            "crds/b.yaml": "b", "crds/a.json": "a", "crds/notes.md": "n",
            "templates/y.yaml": "{{ .Files.Get \"crds/b.yaml\" }}",
        ]).adding("kid", kid)
        let rendered = try chart.rendered()
        #expect(rendered.crds.map(\.path) == ["crds/a.json", "crds/b.yaml", "crds/k.yaml"])
        #expect(rendered.crds.last?.text == "k: {{ no }}")
        #expect(rendered.files.map(\.text) == ["x", "b"])
        #expect(rendered.text.hasPrefix("---\n# Source: crds/a.json\na\n---\n# Source: crds/b.yaml\nb\n"))
    }

    @Test func `definitions of a sub-chart that takes no part are left out`() throws {
        let chart = TestChart(metadata: "dependencies:\n- {name: kid, version: '*', condition: kid.up}")
            .adding("kid", TestChart("kid", ["crds/k.yaml": "k"]))
        #expect(try chart.rendered(values: "kid: {up: false}").crds.isEmpty)
        #expect(try chart.rendered(values: "kid: {up: true}").crds.count == 1)
    }

    @Test func `a library chart gives nothing but its helpers`() throws {
        let library = TestChart(
            "lib",
            metadata: "type: Library",
            ["templates/_h.tpl": "{{ define \"h\" }}help{{ end }}", "templates/x.yaml": "{{ fail \"never\" }}"]
        )
        // The type is compared without regard to case here, but Chart.yaml may not be written so.
        #expect(throws: ChartError.self) { try library.loaded() }
        let right = TestChart(
            "lib",
            metadata: "type: library",
            ["templates/_h.tpl": "{{ define \"h\" }}help{{ end }}", "templates/x.yaml": "{{ fail \"never\" }}"]
        )
        let chart = TestChart(["templates/a.yaml": "{{ include \"h\" . }}"]).adding("lib", right)
        #expect(try chart.rendered().files.map(\.text) == ["help"])
    }

    @Test func `values of the user are merged in their order, and null removes a default`() throws {
        let chart = TestChart(["values.yaml": "a: 1\nb: {c: 2, d: 3}\n", "templates/t.yaml": "{{ toJson .Values }}"])
        let rendered = try chart.rendered(values: "a: 2\nb: {c: null}", "a: 3\nx: [1]")
        #expect(rendered.files.first?.text == #"{"a":3,"b":{"d":3},"x":[1]}"#)
    }

    @Test func `the release has a name and a namespace`() throws {
        let chart = TestChart(["templates/t.yaml": "{{ .Release.Name }}/{{ .Release.Namespace }}"])
        #expect(try chart.text(of: "web/templates/t.yaml") == "release-name/default")
        let release = ChartRelease(name: "shop", namespace: "prod")
        #expect(try chart.rendered(release: release).files.first?.text == "shop/prod")
    }

    private func rendered(_ template: String, _ capabilities: ChartCapabilities) throws(ChartError) -> String? {
        let chart = try TestChart(["templates/t.yaml": template]).loaded()
        return try ChartRendering(chart, capabilities: capabilities).render().files.first?.text
    }

    @Test(arguments: [
        ("1.27.3", "v1.27.3 1 27"),
        ("v1.27.3", "v1.27.3 1 27"),
        ("1.27", "v1.27.0 1 27"),
        ("v1.30.1-eks.2", "v1.30.1-eks.2 1 30"),
    ])
    func `the version of Kubernetes can be set`(version: String, text: String) throws {
        let template = "{{ with .Capabilities.KubeVersion }}{{ .Version }} {{ .Major }} {{ .Minor }}{{ end }}"
        #expect(try rendered(template, ChartCapabilities(kubeVersion: version)) == text)
    }

    @Test func `a version of Kubernetes that is none is an error with a remedy`() {
        let error = #expect(throws: ChartError.self) { try rendered("x", ChartCapabilities(kubeVersion: "new")) }
        #expect(error?.message == "vnew is no version of Kubernetes" && error?.remedy == "write it like v1.31.0")
    }

    @Test func `more API versions can be given`() throws {
        let template =
            "{{ .Capabilities.APIVersions.Has \"monitoring.coreos.com/v1\" }} {{ .Capabilities.APIVersions.Has \"v1\" }}"
        #expect(try rendered(template, ChartCapabilities()) == "false true")
        let given = ChartCapabilities(apiVersions: ["monitoring.coreos.com/v1"])
        #expect(try rendered(template, given) == "true true")
    }

    @Test(arguments: [
        (">=1.20.0", "1.31.0", true),
        ("<1.25.0", "1.31.0", false),
        (">=1.20.0-0", "1.31.0-gke.5", true),
        (">=1.20.0", "1.31.0-gke.5", false),
        ("^1.20.0 || ^2", "1.31.0", true),
        ("no version", "1.31.0", false),
    ])
    func `a chart may want another Kubernetes`(constraint: String, version: String, isRendered: Bool) throws {
        let chart = try TestChart(metadata: "kubeVersion: '\(constraint)'", ["templates/t.yaml": "t"]).loaded()
        let rendering = ChartRendering(chart, capabilities: ChartCapabilities(kubeVersion: version))
        guard !isRendered else {
            #expect(try rendering.render().files.count == 1)
            return
        }
        let error = #expect(throws: ChartError.self) { try rendering.render() }
        #expect(
            error?.message
                == "chart requires kubeVersion: \(constraint) which is incompatible with Kubernetes v\(version)"
        )
        #expect(error?.remedy?.contains("--kube-version") == true && error?.place?.file == "Chart.yaml")
    }

    @Test func `a sub-chart may want what it likes`() throws {
        let kid = TestChart("kid", metadata: "kubeVersion: '<1.0.0'", ["templates/k.yaml": "k"])
        #expect(try TestChart().adding("kid", kid).rendered().files.count == 1)
    }

    @Test func `the same chart gives the same bytes, with passwords, keys and times`() throws {
        let chart = TestChart([
            "templates/t.yaml": """
            {{ randAlphaNum 20 }} {{ uuidv4 }} {{ now | unixEpoch }} {{ shuffle "abcdefgh" }}
            {{ genSelfSignedCert "a.example" nil nil 10 | toJson }}
            """
        ])
        let first = try chart.text(of: "web/templates/t.yaml")
        #expect(first?.isEmpty == false)
        #expect(try chart.text(of: "web/templates/t.yaml") == first)
    }

    @Test func `warnings are sorted, and each is there once`() throws {
        let kid = TestChart("kid", ["values.yaml": "m: {a: 1}", "templates/k.yaml": "k"])
        let chart = TestChart(
            metadata: "dependencies:\n- {name: kid, version: '*', condition: 'z,a'}",
            ["values.yaml": "z: text\na: 5\nkid: {m: text}\n"]
        ).adding("kid", kid)
        let warnings = try chart.rendered().warnings
        #expect(warnings == warnings.sorted() && Set(warnings).count == warnings.count)
        #expect(warnings.contains("Warning: Condition path 'z' for chart kid returned non-bool value"))
    }
}

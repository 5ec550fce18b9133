// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import Runs
import TestSupport
import Testing

@Suite("A chart that a command names")
struct ChartRenderRunTests {
    private let folder: TemporaryDirectory

    init() throws {
        folder = try TemporaryDirectory()
        let files = TestChart.files(
            "web",
            "1.2.3",
            images: ["quay.io/a/b:{{ .Values.tag }}"],
            values: "tag: \"1\"\n",
            templates: ["release.yaml": "name: {{ .Release.Name }}\nspace: {{ .Release.Namespace }}\n"]
        )
        for (path, text) in files { try folder.write(text, to: "charts/web/\(path)") }
    }

    private func run(
        _ chart: String,
        values: [String] = [],
        repository: String? = nil,
        release: ChartRelease = ChartRelease()
    ) -> ChartRenderRun {
        let request = ChartRenderRequest(
            NamedChart(chart, repository: repository, version: repository == nil ? nil : "1.2.3"),
            valuesFiles: values,
            release: release
        )
        return ChartRenderRun(request) { named in
            #expect(named.repository == repository)
            return try TestChart("web", "1.2.3", templates: ["remote.yaml": "from: \(named.text)\n"]).bytes
        }
    }

    private func explanation(_ chart: String, values: [String] = []) async throws -> Explanation {
        let error = await #expect(throws: (any Error).self) { try await run(chart, values: values).rendered() }
        return try #require((error as? any ExplainedError)?.explanation)
    }

    @Test("is rendered from a folder")
    func fromFolder() async throws {
        let rendered = try await run(folder["charts/web"]).rendered()
        #expect(rendered.files.map(\.path) == ["web/templates/deployment-0.yaml", "web/templates/release.yaml"])
        #expect(rendered.files[1].text == "name: release-name\nspace: default\n")
    }

    @Test("is rendered from its package")
    func fromPackage() async throws {
        let chart = try TestChart("web", "1.2.3", templates: ["a.yaml": "a: 1\n"])
        let path = try folder.write(chart.bytes, to: "web-1.2.3.tgz")
        #expect(try await run(path).rendered().files.map(\.text) == ["a: 1\n"])
    }

    @Test("is rendered with files of values, of which the last one wins, and a release")
    func withValues() async throws {
        let first = try folder.write("tag: two\n", to: "a.yaml")
        let second = try folder.write("tag: three\n", to: "b.yaml")
        let release = ChartRelease(name: "mine", namespace: "there")
        let rendered = try await run(folder["charts/web"], values: [first, second], release: release).rendered()
        #expect(rendered.files[0].text.contains("image: quay.io/a/b:three\n"))
        #expect(rendered.files[1].text == "name: mine\nspace: there\n")
    }

    @Test(
        "is fetched if it is not on this machine",
        arguments: ["oci://r.example/web", "https://r.example/web.tgz", "HTTP://r/w"]
    )
    func fetched(address: String) async throws {
        #expect(try await run(address).rendered().files.map(\.text) == ["from: \(address)\n"])
    }

    @Test("is fetched from a repository by its name")
    func fromRepository() async throws {
        #expect(try await run("web", repository: "https://r.example").rendered().files.map(\.text) == ["from: web\n"])
    }

    @Test("that is not there is an error that says what to name")
    func missing() async throws {
        let found = try await explanation(folder["none"])
        #expect(found.summary == "there is no chart at \(folder["none"]): no such file or folder")
        #expect(found.remedy?.contains("oci://") == true && found.remedy?.contains("--repo URL") == true)
    }

    @Test("must be a folder with a Chart.yaml; charts inside are named")
    func folderWithoutChart() async throws {
        let one = try await explanation(folder["charts"])
        #expect(one.summary == "\(folder["charts"]) is not a chart: Chart.yaml file is missing")
        #expect(one.remedy == "Name the chart in it: \(folder["charts/web"])")
        try folder.write("name: db\n", to: "charts/db/Chart.yaml")
        let two = try await explanation(folder["charts"] + "/")
        #expect(two.remedy == "Name one of the charts in it: \(folder["charts/db"]), \(folder["charts/web"])")
        try folder.makeDirectory("empty")
        #expect(
            try await explanation(folder["empty"]).remedy == "Name the folder in which the Chart.yaml of the chart is."
        )
    }

    @Test("is not its Chart.yaml, nor any other file")
    func otherFiles() async throws {
        let metadata = try await explanation(folder["charts/web/Chart.yaml"])
        #expect(metadata.remedy == "Name its folder: web")
        let values = try await explanation(folder["charts/web/values.yaml"])
        #expect(values.summary.hasSuffix("values.yaml is not a packaged chart: it is not compressed with gzip"))
    }

    @Test("that is damaged is an error of its package")
    func damaged() async throws {
        let chart = try TestChart("web", "1.2.3", images: ["quay.io/a/b:1"])
        let path = try folder.write(Array(chart.bytes.prefix(40)), to: "short.tgz")
        #expect(try await !explanation(path).summary.isEmpty)
        let empty = try folder.write([0x1f, 0x8b], to: "empty.tgz")
        #expect(try await explanation(empty).remedy != nil)
    }

    @Test("fails with Helm's words, and a word on values")
    func refusal() async throws {
        let template = "{{ required \"a tag is needed\" .Values.none }}"
        try folder.write(template, to: "charts/web/templates/needs.yaml")
        let found = try await explanation(folder["charts/web"])
        #expect(
            found.summary.contains("execution error at (web/templates/needs.yaml:1:3): a tag is needed"),
            "\(found)"
        )
        #expect(found.remedy?.contains("--values FILE") == true)
    }

    @Test("with broken metadata says where")
    func metadata() async throws {
        try folder.write("name: [\n", to: "charts/web/Chart.yaml")
        let found = try await explanation(folder["charts/web"])
        #expect("\(found.text)".contains("Chart.yaml"), "\(found)")
    }

    @Test("says which values it cannot read")
    func values() async throws {
        let missing = try await explanation(folder["charts/web"], values: [folder["none.yaml"]])
        #expect(missing.summary.hasPrefix("the values in \(folder["none.yaml"]) cannot be read: "))
        #expect(missing.remedy == "Check the path that follows --values.")
        let directory = try await explanation(folder["charts/web"], values: [folder["charts"]])
        #expect(directory.summary.hasPrefix("the values in \(folder["charts"]) cannot be read: "))
        let broken = try folder.write("a: [\n", to: "broken.yaml")
        #expect(try await explanation(folder["charts/web"], values: [broken]).text.contains(broken))
    }
}

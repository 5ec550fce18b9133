// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Diagnostics
import GoTemplate
import TestSupport
import Testing

@Suite struct ChartLoadingTests {
    private func failure(_ files: [String: String]) -> ChartError? {
        let entries = files.map { ChartFiles.Entry(path: $0.key, bytes: Array($0.value.utf8)) }
        do throws(ChartError) {
            _ = try Chart(ChartFiles(entries: entries))
            return nil
        } catch {
            return error
        }
    }

    @Test func `files are templates, values, a schema, definitions or just files`() throws {
        let chart = try TestChart([
            "templates/a.yaml": "a", "templates/sub/b.yaml": "b", "values.yaml": "x: 1", "values.schema.json": "{}",
            "crds/c.yaml": "c", "crds/sub/d.JSON": "d", "crds/readme.md": "e", "LICENSE": "f",
            "Chart.lock": "generated: x",
        ]).loaded()
        #expect(chart.templates.map(\.path) == ["templates/a.yaml", "templates/sub/b.yaml"])
        #expect(chart.values == .map(["x": .number(1)]))
        #expect(chart.schema == Array("{}".utf8))
        #expect(chart.ownCRDs.map(\.path) == ["crds/c.yaml", "crds/sub/d.JSON"])
        #expect(chart.files.map(\.path) == ["LICENSE", "crds/c.yaml", "crds/readme.md", "crds/sub/d.JSON"])
        #expect(chart.dependencies.isEmpty && chart.warnings.isEmpty && !chart.isLibrary)
    }

    @Test func `a chart without an API version is one of the first version`() throws {
        let entries = [ChartFiles.Entry(path: "Chart.yaml", bytes: Array("name: a\nversion: 1".utf8))]
        #expect(try Chart(ChartFiles(entries: entries)).metadata.apiVersion == "v1")
    }

    @Test func `requirements of the first version stay a file; in later ones they are a warning`() throws {
        let requirements = "dependencies:\n- name: a\n  version: 1.0.0\n"
        let old = try TestChart(metadata: "apiVersion: v1", ["requirements.yaml": requirements]).loaded()
        #expect(old.metadata.dependencies?.map(\.name) == ["a"] && old.files.map(\.path) == ["requirements.yaml"])
        #expect(old.warnings.isEmpty)
        let new = try TestChart(["requirements.yaml": requirements, "requirements.lock": ""]).loaded()
        #expect(new.metadata.dependencies?.map(\.name) == ["a"] && new.files.isEmpty)
        #expect(new.warnings.count == 2 && new.warnings[1].hasPrefix("Warning: Dependencies are handled in Chart.yaml"))
    }

    @Test func `sub-charts are folders and archives, but not hidden or private ones`() throws {
        let packed = try Compression.gzip.compress(
            TestArchive(["packed/Chart.yaml": "apiVersion: v2\nname: packed\nversion: 2.0.0"]).bytes
        )
        var entries = TestChart().adding("b", TestChart("b")).adding("_c", TestChart("c")).adding(".d", TestChart("d"))
            .entries
        entries.append(ChartFiles.Entry(path: "charts/packed-2.0.0.tgz", bytes: packed))
        entries.append(ChartFiles.Entry(path: "charts/packed-2.0.0.tgz.prov", bytes: []))
        let chart = try Chart(ChartFiles(entries: entries))
        #expect(chart.dependencies.map(\.name) == ["b", "packed"])
        #expect(chart.files.map(\.path) == ["charts/packed-2.0.0.tgz.prov"])
    }

    @Test func `an error in a sub-chart names the way to it`() throws {
        let chart = TestChart().adding("a", TestChart("a").adding("b", TestChart("b", ["values.yaml": "x: [\n"])))
        let error = #expect(throws: ChartError.self) { try chart.loaded() }
        #expect(
            error?.message == "error unpacking a in web: error unpacking b in a: cannot load values.yaml: "
                + "error converting YAML to JSON: yaml: line 1: did not find expected node content"
        )
        #expect(error?.place?.file == "charts/a/charts/b/values.yaml" && error?.step == .values)
    }

    @Test(arguments: [
        (["templates/a": ""], "Chart.yaml file is missing"),
        (
            ["Chart.yaml": "name: ["],
            "cannot load Chart.yaml: error converting YAML to JSON: yaml: line 1: did not find expected node content"
        ),
        (["Chart.yaml": "version: 1.0.0"], "validation: chart.metadata.name is required"),
        (["Chart.yaml": "name: a"], "validation: chart.metadata.version is required"),
        (["Chart.yaml": "name: a\nversion: x"], "validation: chart.metadata.version \"x\" is invalid"),
        (
            ["Chart.yaml": "name: a\nversion: 1\ntype: other"],
            "validation: chart.metadata.type must be application or library"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1\ndependencies: [{name: x, alias: 'a b'}]"],
            "validation: dependency \"x\" has disallowed characters in the alias"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1", "Chart.lock": "text"],
            "cannot load Chart.lock: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal string into Go value of type chart.Lock"
        ),
        (
            ["Chart.yaml": "- a"],
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: "
                + "json: cannot unmarshal array into Go value of type chart.Metadata"
        ),
        (
            ["Chart.yaml": "name: a\nkeywords: b"],
            "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: "
                + "json: cannot unmarshal string into Go struct field Metadata.keywords of type []string"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1", "values.yaml": "text"],
            "cannot load values.yaml: error unmarshaling JSON: while decoding JSON: "
                + "json: cannot unmarshal string into Go value of type map[string]interface {}"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1", "charts/b.tgz/x": ""],
            "error unpacking b.tgz in a: error unpacking subchart tar in a: expected b.tgz, got b.tgz/x"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1\nmaintainers: [~]"],
            "validation: maintainers must not contain empty or null nodes"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1\ndependencies:\n-\n"],
            "validation: dependencies must not contain empty or null nodes"
        ),
        (
            ["Chart.yaml": "name: a\nversion: 1", "charts/README.md": ""],
            "error unpacking README.md in a: Chart.yaml file is missing"
        ),
    ])
    func `a chart that is wrong says so`(files: [String: String], message: String) {
        let error = failure(files)
        #expect(error?.message == message)
        #expect(error?.explanation.summary == message)
    }

    @Test func `charts within charts without end are refused`() {
        var chart = TestChart("end")
        for index in 0..<30 { chart = TestChart("c\(index)").adding("x", chart) }
        #expect(throws: ChartError.self) { try chart.loaded() }
    }
}

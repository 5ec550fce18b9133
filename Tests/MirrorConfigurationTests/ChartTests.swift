// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import OCI
import Testing
import YAML

@Suite("Charts of a configuration")
struct ChartTests {
    private static let charts = """
        mirror:
          helm:
            repositories:
              - name: team
                url: https://charts.example.com
                charts:
                  - name: web
                    version: ">= 1.2, < 2"
                    values:
                      image: {tag: 1.10, debug: yes, extra: null}
                      list: [a, 5]
                      text: "{{ .Release.Name }}-${X}-changeme"
                    valuesFiles: [values/base.yaml, values/prod.yaml]
                    imagePaths:
                      - "{.spec.image}"
                      - .spec.sidecar.image
                    releaseName: my-web.v2
                    namespace: team-a
                    charts: true
                    platforms: [{os: linux, architecture: amd64}]
                  - name: plain
              - name: registry
                url: oci://registry.example.com:5000/charts
                charts: [{name: db, version: 1.0.0}]
            local:
              - path: ./charts/mine
                values: {a: {b: 1}}
              - name: remote
                path: oci://registry.example.com/charts/remote
                version: 2.0.0

        """

    private func helm(_ body: String = charts) throws -> HelmSection {
        try #require(try configuration(body).mirror.helm)
    }

    @Test("are read with all that says how they are rendered")
    func everyField() throws {
        let helm = try helm()
        #expect(
            helm.repositories.map(\.url) == ["https://charts.example.com", "oci://registry.example.com:5000/charts"]
        )
        let chart = try #require(helm.repositories[0].charts?[0])
        #expect(chart.version?.value == ">= 1.2, < 2")
        let choices = chart.choices
        #expect(
            choices.values?.value == [
                "image": ["tag": .number("1.10"), "debug": true, "extra": .null],
                "list": ["a", 5], "text": "{{ .Release.Name }}-${X}-changeme",
            ]
        )
        #expect(choices.values?.location.line == 12)
        #expect(choices.valuesFiles.map(\.value) == ["values/base.yaml", "values/prod.yaml"])
        #expect(choices.imagePathTexts == ["{.spec.image}", ".spec.sidecar.image"])
        #expect(choices.releaseName?.value == "my-web.v2")
        #expect(choices.namespace?.value == "team-a")
        #expect(choices.carriesChart)
        #expect(choices.platforms.map(\.description) == ["linux/amd64"])
        #expect(try configuration(Self.charts).warnings == [])
    }

    @Test("have nothing of that if nothing is written")
    func usual() throws {
        let choices = try #require(try helm().repositories[0].charts?[1].choices)
        #expect(choices.values == nil && choices.valuesText == nil && choices.valuesFiles.isEmpty)
        #expect(choices.imagePaths.isEmpty && choices.releaseName == nil && choices.namespace == nil)
        #expect(!choices.carriesChart && choices.platforms.isEmpty)
    }

    @Test("have values that are a file of values again")
    func valuesAsText() throws {
        let local = try helm().local[0]
        #expect(local.choices.valuesText == Array("a:\n  b: 1\n".utf8))
        let text = try #require(try helm().repositories[0].charts?[0].choices.valuesText)
        #expect(String(decoding: text, as: UTF8.self).contains("  extra: null\n  tag: 1.10\n"))
    }

    @Test("lie in a folder, or in a registry with a version")
    func places() throws {
        let local = try helm().local
        #expect(local.map(\.path) == ["./charts/mine", "oci://registry.example.com/charts/remote"])
        #expect(local.map { $0.version?.value } == [nil, "2.0.0"])
        #expect(local.map(\.name) == [nil, "remote"])
    }

    @Test("are read in a configuration of what to delete, too")
    func deletion() throws {
        let text = """
            apiVersion: mirror.openshift.io/v2alpha1
            kind: DeleteImageSetConfiguration
            delete:
              helm:
                local: [{path: a.tgz, values: {x: 1}, charts: true}]
            """
        let configuration = try ImageSetConfiguration(bytes: Array(text.utf8), path: "d.yaml", kind: .deletion)
        #expect(configuration.mirror.helm?.local[0].choices.carriesChart == true)
    }

    @Test("of a repository may be below `repos`", arguments: ["repos", "repositories"])
    func bothNames(name: String) throws {
        let body = "mirror: {helm: {\(name): [{name: a, url: https://a.example}]}}"
        #expect(try helm(body).repositories.map(\.name) == ["a"])
        #expect(
            findings(body)
                == (name == "repos"
                    ? ["isc.yaml:3:17: warning: `repos` is read as `repositories` | write `repositories`"] : [])
        )
    }

    @Test(
        "are refused with the place and what to write",
        arguments: [
            (
                "local: [{path: a, values: values.yaml}]",
                "isc.yaml:3:43: error: `values` must be a mapping, found the string `values.yaml`"
                    + " | write `valuesFiles: [values.yaml]`"
            ),
            (
                "local: [{path: a, values: [1]}]",
                "isc.yaml:3:43: error: `values` must be a mapping, found a list"
                    + " | write the values below it, as in a file of values"
            ),
            (
                "local: [{path: a, values: {x: !t 1}}]",
                "isc.yaml:3:47: error: a value must be text, a number, true, false or null, found `1` with the tag `!t`"
                    + " | remove the tag"
            ),
            (
                "local: [{path: a, valuesFiles: a.yaml}]",
                "isc.yaml:3:48: error: `valuesFiles` must be a list, found the string `a.yaml`"
                    + " | write `valuesFiles: [a.yaml]`"
            ),
            (
                "local: [{path: a, imagePaths: ['{.a[}']}]",
                "isc.yaml:3:48: error: `{.a[}` is not a path of kubectl: this cannot be in brackets (character 5)"
                    + " | write `*`, a number, `1:3`, `'name'` or `?(…)`"
            ),
            (
                "local: [{path: a, valueFiles: [b]}]",
                "isc.yaml:3:35: error: unknown field `valueFiles` | write `valuesFiles` and a list"
            ),
            (
                "local: [{path: a, imagePath: [b]}]",
                "isc.yaml:3:35: error: unknown field `imagePath` | did you mean `imagePaths`? the fields here are"
                    + " `name`, `path`, `version`, `values`, `valuesFiles`, `imagePaths`, `releaseName`, `namespace`,"
                    + " `charts`, `platforms`"
            ),
            (
                "local: [{path: a, releaseName: My_Release}]",
                "isc.yaml:3:48: error: `My_Release` is not a `releaseName` that Kubernetes accepts"
                    + " | write letters of the lower case, digits and dashes, at most 63"
            ),
            (
                "local: [{path: a, namespace: a.b}]",
                "isc.yaml:3:46: error: `a.b` is not a `namespace` that Kubernetes accepts"
                    + " | write letters of the lower case, digits and dashes, at most 63"
            ),
            (
                "local: [{path: a, charts: 'true'}]",
                "isc.yaml:3:43: error: `charts` must be true or false, found the string `true`"
                    + " | remove the quotes: `charts: true`"
            ),
            (
                "local: [{path: a, version: '1.0'}]",
                "isc.yaml:3:44: warning: a local chart states its version itself, so `version` has no effect | remove it"
            ),
            (
                "local: [{path: oci://a.example/b, version: 1.10}]",
                "isc.yaml:3:60: error: `version` must be a string, found the number 1.10, which YAML reads as 1.1"
                    + " | write the whole version in quotes, as in \"1.10\""
            ),
            (
                "repositories: [{name: a, url: https://a.example, charts: [{name: b, path: c}]}]",
                "isc.yaml:3:85: warning: a chart of a repository has no `path`"
                    + " | remove it, or list the chart in `local`"
            ),
            (
                "repositories: [{name: a, url: oci://a.example/b}]",
                "isc.yaml:3:47: error: the repository `a` has no `charts`, and a registry cannot list its charts"
                    + " | name the charts below `charts:`"
            ),
            (
                "charts: [{name: a}]",
                "isc.yaml:3:17: error: unknown field `charts`"
                    + " | write the charts below a repository in `repositories`, or in `local`"
            ),
            (
                "{repositories: [{name: a, url: https://a.example}], repos: [{name: b, url: https://b.example}]}",
                "isc.yaml:3:68: error: `helm` has both `repositories` and `repos`"
                    + " | write all repositories below `repositories`"
            ),
            (
                "local: [{path: a}, {path: a}]",
                "isc.yaml:3:43: warning: the chart `a` is here for the second time"
                    + " | it is also on line 3; keep one of the two"
            ),
        ]
    )
    func refused(section: String, finding: String) {
        let inner = section.hasPrefix("{") ? section : "{\(section)}"
        #expect(findings("mirror: {helm: \(inner)}") == [finding])
    }

    @Test(
        "may be listed again with other choices",
        arguments: [
            "releaseName: b", "namespace: b", "values: {x: 1}", "valuesFiles: [v.yaml]",
        ]
    )
    func severalRenderings(choice: String) {
        #expect(findings("mirror: {helm: {local: [{path: a}, {path: a, \(choice)}]}}") == [])
    }

    @Test("have a release of at most 53 characters")
    func longName() {
        let name = String(repeating: "a", count: 54)
        #expect(
            findings("mirror: {helm: {local: [{path: a, releaseName: \(name)}]}}") == [
                "isc.yaml:3:48: error: the `releaseName` is longer than 53 characters, which Helm does not accept | shorten it"
            ]
        )
    }

    @Test("of oc-mirror v1 have no values, and say so", arguments: ["v1alpha1", "v1alpha2"])
    func versionOne(version: String) {
        let text = """
            apiVersion: mirror.openshift.io/\(version)
            kind: ImageSetConfiguration
            mirror:
              helm:
                local:
                  - name: a
                    path: a.tgz
                    values: {a: 1}
            """
        #expect(
            findings(ofFile: text).filter { $0.contains("`values`") } == [
                "isc.yaml:8:9: error: unknown field `values` | only version two has `values`: run `mirror migrate`, and write it"
                    + " in the file that this makes"
            ]
        )
    }

    @Test("of oc-mirror v1 may be below `repos` and `repositories`", arguments: ["v1alpha1", "v1alpha2"])
    func versionOneNames(version: String) {
        for name in ["repos", "repositories"] {
            let text = """
                apiVersion: mirror.openshift.io/\(version)
                kind: ImageSetConfiguration
                mirror:
                  helm: {\(name): [{name: a, url: https://a.example, charts: [{name: b, imagePaths: ["{.x"]}]}]}
                """
            let found = findings(ofFile: text)
            #expect(found.contains { $0.contains("`{.x` is not a path of kubectl") }, "\(found)")
            #expect(!found.contains { $0.contains("unknown field") }, "\(found)")
        }
    }
}

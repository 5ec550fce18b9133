// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import Testing

/// The structs of Go that templates see.
@Suite struct HelmStructTests {
    private func text(_ template: String) throws(ChartError) -> String? {
        try TestChart(["templates/t.yaml": template]).rendered().files.first?.text
    }

    @Test(arguments: [
        (".Capabilities.KubeVersion", "v1.31.0"), ("(.Capabilities.KubeVersion)", "v1.31.0"),
        ("with .Capabilities.KubeVersion }}{{ . }}{{ end", "v1.31.0"),
        ("or .Capabilities.KubeVersion 1", "v1.31.0"), ("required \"m\" .Capabilities.KubeVersion", "{v1.31.0 1 31}"),
        ("first (list .Capabilities.KubeVersion)", "{v1.31.0 1 31}"),
        ("(dict \"a\" .Capabilities.KubeVersion).a", "{v1.31.0 1 31}"),
        ("range (list .Capabilities.KubeVersion) }}{{ . }}{{ end", "{v1.31.0 1 31}"),
        ("ternary .Capabilities.KubeVersion 1 true", "{v1.31.0 1 31}"),
    ])
    func `the version of Kubernetes is a text only where it is in its place`(expression: String, shown: String) throws {
        #expect(try text("{{ \(expression) }}") == shown)
    }

    @Test(arguments: [
        ("eq .Chart .Chart", "non-comparable type "), ("eq .Chart.Metadata .Chart.Metadata", "non-comparable type "),
        ("len .Capabilities", "len of type chartutil.Capabilities"),
        ("len (semver \"1.2.3\")", "len of type semver.Version"),
        ("index (semver \"1.2.3\") 0", "can't index item of type semver.Version"),
    ])
    func `structs with lists cannot be compared, and no struct has elements`(expression: String, cause: String) {
        let error = #expect(throws: ChartError.self) { try text("{{ \(expression) }}") }
        #expect(error?.message.contains(">: error calling \(expression.prefix { $0 != " " }): \(cause)") == true)
    }

    @Test func `structs without lists can be compared`() throws {
        #expect(try text("{{ eq .Capabilities.KubeVersion .Capabilities.KubeVersion }}") == "true")
        #expect(try text("{{ eq .Capabilities .Capabilities }}") == "true")
    }
}

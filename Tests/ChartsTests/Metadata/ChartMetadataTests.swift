// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

@Suite struct ChartMetadataTests {
    private func read(_ yaml: String) throws(ChartError) -> ChartMetadata {
        var metadata = ChartMetadata()
        try metadata.read(Array(yaml.utf8), file: "Chart.yaml")
        return metadata
    }

    @Test func `every field is read`() throws {
        let metadata = try read(
            """
            apiVersion: v2
            name: web
            version: 1.2.3
            kubeVersion: ">=1.20"
            description: text
            type: library
            keywords: [a, b]
            home: https://h.example
            sources: [https://s.example]
            maintainers: [{name: Ann, email: a@example.org, url: https://a.example}]
            icon: https://i.example
            appVersion: "4.5"
            deprecated: true
            annotations: {a: b}
            condition: c
            tags: d
            dependencies:
            - {name: x, version: ^1, repository: https://r.example, condition: x.up, tags: [t], alias: w, enabled: true,
               import-values: [data, {child: a, parent: b}]}
            """
        )
        #expect(metadata.name == "web" && metadata.kubeVersion == ">=1.20" && metadata.type == "library")
        #expect(metadata.keywords == ["a", "b"] && metadata.sources == ["https://s.example"] && metadata.deprecated)
        #expect(metadata.maintainers?.map(\.email) == ["a@example.org"] && metadata.annotations == ["a": "b"])
        let dependency = try #require(metadata.dependencies?.first)
        #expect(dependency.alias == "w" && dependency.tags == ["t"] && dependency.enabled && dependency.version == "^1")
        #expect(dependency.importValues?.first == .string("data") && dependency.importValues?.count == 2)
    }

    @Test(arguments: [
        ("1.10", "1.1"),
        ("1", "1"),
        ("true", "true"),
        ("1e3", "1000"),
        ("0644", "420"),
        ("'1.10'", "1.10"),
    ])
    func `a number or a boolean becomes a text`(yaml: String, text: String) throws {
        #expect(try read("appVersion: \(yaml)").appVersion == text)
        #expect(try read("keywords: [\(yaml)]").keywords == [text])
        #expect(try read("annotations: {a: \(yaml)}").annotations == ["a": text])
    }

    @Test func `names are found in any case, null is nothing, and what is unknown is left out`() throws {
        let metadata = try read("Name: web\nappversion: 1.5\nversion: null\nengine: gotpl\nkeywords: ~\n")
        #expect(metadata.name == "web" && metadata.appVersion == "1.5" && metadata.version.isEmpty)
        #expect(metadata.keywords == nil)
        #expect(try read("") == ChartMetadata())
    }

    @Test(arguments: [
        ("name: [a]", "array into Go struct field Metadata.name of type string"),
        ("deprecated: 'no'", "string into Go struct field Metadata.deprecated of type bool"),
        ("keywords: [[a]]", "array into Go struct field Metadata.keywords of type string"),
        ("annotations: [a]", "array into Go struct field Metadata.annotations of type map[string]string"),
        ("dependencies: {a: b}", "object into Go struct field Metadata.dependencies of type []*chart.Dependency"),
        ("dependencies: [{name: [a]}]", "array into Go struct field Dependency.dependencies.name of type string"),
        (
            "dependencies: [{import-values: a}]",
            "string into Go struct field Dependency.dependencies.import-values of type []interface {}"
        ),
        ("maintainers: [a]", "string into Go struct field Metadata.maintainers of type chart.Maintainer"),
    ])
    func `a value of a wrong type is an error`(yaml: String, message: String) {
        let error = #expect(throws: ChartError.self) { try read(yaml) }
        let prefix = "cannot load Chart.yaml: error unmarshaling JSON: while decoding JSON: json: cannot unmarshal "
        #expect(error?.message == prefix + message)
    }

    @Test func `an error has its file and line`() {
        let error = #expect(throws: ChartError.self) { try read("name: a\nb: *c\n") }
        #expect(error?.place == ChartError.Place(file: "Chart.yaml", line: 2) && error?.remedy == "correct Chart.yaml")
    }

    @Test func `line breaks become blanks, and what cannot be printed goes`() throws {
        var metadata = try read(
            "name: web\nversion: 1.0.0\nsources: [\"a\\u0001b\"]\napiVersion: v2\ndescription: |\n  a\n  b\n"
        )
        try metadata.validate()
        #expect(metadata.description == "a b " && metadata.sources == ["ab"])
    }
}

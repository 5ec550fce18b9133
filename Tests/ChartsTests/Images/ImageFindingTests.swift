// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import Testing

@Suite struct ImageFindingTests {
    private func judged(_ image: String) throws -> String {
        let images = try images("kind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - image: \(image)\n")
        if let found = images.references.first { return found }
        return try #require(images.lines.first)
    }

    @Test(
        arguments: [
            ("quay.io/a/b:1", "quay.io/a/b:1"),
            ("nginx:1.25", "docker.io/library/nginx:1.25"),
            ("bitnami/redis:7", "docker.io/bitnami/redis:7"),
            ("localhost:5000/a:1", "localhost:5000/a:1"),
            ("\"quay.io/a/b:1 \"", "quay.io/a/b:1"),
            ("|\n        quay.io/a/b:1", "quay.io/a/b:1"),
            ("redis:6379", "docker.io/library/redis:6379"),
        ]
    ) func takesImages(image: String, reference: String) throws {
        #expect(try judged(image) == reference)
    }

    @Test func takesDigestsAndBoth() throws {
        let digest = "sha256:" + String(repeating: "ab", count: 32)
        #expect(try judged("quay.io/a/b@\(digest)") == "quay.io/a/b@\(digest)")
        #expect(try judged("quay.io/a/b:1@\(digest)") == "quay.io/a/b:1@\(digest)")
    }

    @Test(
        arguments: [
            ("nginx", "no-tag-or-digest: chart web: `nginx` has neither a tag nor a digest"),
            ("quay.io/a/b", "no-tag-or-digest: chart web: `quay.io/a/b` has neither a tag nor a digest"),
            ("1.25", "no-tag-or-digest: chart web: `1.25` has neither a tag nor a digest"),
            ("\"\"", "invalid-reference: chart web: the image is empty"),
            ("", "invalid-reference: chart web: the image is empty"),
            ("\"  \"", "invalid-reference: chart web: the image is empty"),
            (
                "\"quay.io/{{ .Values.x }}:1\"",
                "placeholder: chart web: `quay.io/{{ .Values.x }}:1` has an expression that was not filled in"
            ),
            ("${IMAGE}:1", "placeholder: chart web: `${IMAGE}:1` has an expression that was not filled in"),
            ("$(IMAGE)", "placeholder: chart web: `$(IMAGE)` has an expression that was not filled in"),
            ("<no value>:1", "placeholder: chart web: `<no value>:1` lacks a value of the chart"),
            ("\"%!s(<nil>):1\"", "placeholder: chart web: `%!s(<nil>):1` lacks a value of the chart"),
            (
                "Quay.io/A:1",
                "invalid-reference: chart web: `Quay.io/A:1` is not an image reference: `A` has upper-case letters, names are lower case"
            ),
            ("\":1\"", "invalid-reference: chart web: `:1` lacks the name of its image"),
            ("\"nginx:\"", nil),
            ("quay.io//b:1", nil),
            ("\"a b:1\"", nil),
        ] as [(String, String?)]
    ) func reportsWhatCannotBeMirrored(image: String, expected: String?) throws {
        let line = try judged(image)
        if let expected {
            #expect(line.hasSuffix("warning \(expected)"), "\(line)")
        } else {
            #expect(line.contains("warning invalid-reference: "), "\(line)")
        }
        #expect(line.hasPrefix("web/templates/t.yaml:"), "\(line)")
    }

    @Test func aFindingNamesChartTemplateLineAndPath() throws {
        let text = "# comment\n---\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n    - image: busybox\n"
        let finding = try #require(try images(text, file: "web/charts/sub/templates/t.yaml").findings.first)
        #expect(finding.place?.description == "web/charts/sub/templates/t.yaml:7:14")
        #expect(finding.summary == "chart sub: `busybox` has neither a tag nor a digest")
        #expect(
            finding.cause
                == "Pod x, .spec.containers[0].image, line 7 of web/charts/sub/templates/t.yaml"
        )
        #expect(finding.remedy?.contains("list `docker.io/library/busybox:latest` in `additionalImages`") == true)
    }

    @Test func oneFindingNamesAllPlacesOfAFault() throws {
        let text = (0..<8).map { "kind: Pod\nmetadata: {name: p\($0)}\nspec: {containers: [{image: busybox}]}\n" }
            .joined(separator: "---\n")
        let images = try images(text)
        #expect(images.findings.count == 1)
        let lines = images.findings[0].cause?.split(separator: "\n").map(String.init) ?? []
        #expect(lines.count == 6)
        #expect(lines.first == "Pod p0, .spec.containers[0].image, line 3 of web/templates/t.yaml")
        #expect(lines.last == "and 3 more places")
    }

    @Test func oneBrokenDocumentLeavesTheOthers() throws {
        let text = """
            kind: Pod
            spec: {containers: [{image: "r.io/a:1"}]}
            ---
            # broken
            kind: Pod
            spec: {containers: [
            ---
            kind: Pod
            spec: {containers: [{image: "r.io/b:1"}]}
            ---
            just a text
            --- # an empty one
            ---
            kind: Pod
              name: x
            """
        let images = try images(text)
        #expect(images.references == ["r.io/a:1", "r.io/b:1"])
        #expect(images.lines.count == 3)
        #expect(images.lines[0].hasPrefix("web/templates/t.yaml:6:"), "\(images.lines[0])")
        #expect(
            images.lines[1]
                == "web/templates/t.yaml:11:1: warning not-yaml: chart web: a document is not YAML of Kubernetes: "
                + "an object is expected, found the string `just a text`"
        )
        #expect(images.lines[2].hasPrefix("web/templates/t.yaml:15:"), "\(images.lines[2])")
        #expect(images.findings[2].excerpt != nil)
    }

    @Test func tellsOfTwentyBrokenDocumentsAtMost() throws {
        let text = String(repeating: "a: [\n---\n", count: 100)
        #expect(try images(text).findings.count == 20)
    }

    @Test(
        arguments: [
            ("", 0), ("---\n", 0), ("---\n---\n", 0), ("a: 1\n", 1), ("a: 1", 1), ("---\na: 1\n---\n", 1),
            ("a: 1\n---\nb: 1\n", 2), ("a: 1\r\n---\r\nb: 1\r\n", 2), ("a: |\n  ---\n  x\n", 0),
            ("--- {a: 1}\n--- {b: 1}\n", 2),
            ("a: 1\n----\n", nil), ("%YAML 1.1\n---\na: 1\n", 1), ("# only\n\n  # this\n", 0), ("a: 1\n...\n", 1),
            ("null\n", 0), ("a: 1\n--- |\n  x\n", nil),
        ] as [(String, Int?)]
    ) func splitsFilesIntoDocuments(text: String, count: Int?) throws {
        // Each document has an image, if it is one.
        let written = text.replacing("1", with: "{containers: [{image: 'r.io/x:1'}]}")
        let images = try images(written)
        #expect(images.found.reduce(0) { $0 + $1.uses.count } == count ?? 1 || count == nil, "\(text)")
        #expect(images.findings.isEmpty == (count != nil), "\(text) \(images.lines)")
    }
}

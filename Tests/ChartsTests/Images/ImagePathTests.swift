// SPDX-License-Identifier: Apache-2.0

import Charts
import Diagnostics
import Testing

@Suite struct ImagePathTests {
    private static let resource = """
        kind: Widget
        metadata: {name: w}
        spec:
          image: quay.io/a/widget:1
          images: [quay.io/a/one:1, quay.io/a/two:1]
          both: "quay.io/a/three:1 quay.io/a/four:1"
          args:
            - --reloader=quay.io/a/reloader:1
            - --log-level=info
            - -v
          env:
            - {name: LOG, value: debug}
            - {name: RELATED_IMAGE_X, value: "quay.io/a/x:1"}
            - {name: DB, value: "db.example.com:5432"}
            - {name: LOCAL, value: "localhost:8080"}
            - {name: URL, value: "https://quay.io/a/y:1"}
            - {name: KEY, value: kubernetes.io/hostname}
            - {name: COUNT, value: 5}
            - {name: NOTHING}
            - {name: EXPANDED, value: "$(POD_IP):80"}
        """

    @Test(
        arguments: [
            ("{.spec.image}", ["quay.io/a/widget:1"]),
            (".spec.image", ["quay.io/a/widget:1"]),
            ("{.spec.images[*]}", ["quay.io/a/one:1", "quay.io/a/two:1"]),
            ("{.spec.images}", ["quay.io/a/one:1", "quay.io/a/two:1"]),
            ("{.spec.both}", ["quay.io/a/four:1", "quay.io/a/three:1"]),
            ("{.spec.args[*]}", ["quay.io/a/reloader:1"]),
            ("{.spec.env[*].value}", ["quay.io/a/x:1"]),
            (#"{.spec.env[?(@.name=="RELATED_IMAGE_X")].value}"#, ["quay.io/a/x:1"]),
            ("{..image}", ["quay.io/a/widget:1"]),
            ("{.spec.image}{.spec.images[0]}", ["quay.io/a/one:1", "quay.io/a/widget:1"]),
        ] as [(String, [String])]
    ) func findsImagesInCustomResources(path: String, expected: [String]) throws {
        let images = try images(Self.resource, at: [path])
        #expect(images.references == expected, "\(path)")
        #expect(images.findings == [], "\(path)")
    }

    @Test func withoutAPathACustomResourceHasNoImages() throws {
        #expect(try images(Self.resource).found == [])
    }

    @Test func saysWhichPathFindsNoImage() throws {
        let images = try images(Self.resource, at: ["{.spec.image}", "{.spec.imagee}", "{.spec.env[0].value}"])
        #expect(
            images.lines == [
                "isc.yaml:11:1: warning unused-image-path: the path `{.spec.imagee}` finds no image in the chart web",
                "isc.yaml:12:1: warning unused-image-path: the path `{.spec.env[0].value}` finds no image in the chart web",
            ]
        )
    }

    @Test func aPathMayFindAnImageOfAPodTemplateAgain() throws {
        let pod = "kind: Pod\nmetadata: {name: x}\nspec: {containers: [{image: \"r.io/a:1\"}]}\n"
        let images = try images(pod, at: ["{.spec.containers[*].image}"])
        #expect(images.found.map(\.uses.count) == [1])
        #expect(images.findings == [])
    }

    @Test func reportsWhatAPathFindsAtAnImagesPlace() throws {
        let text = """
            kind: Widget
            metadata: {name: w}
            spec:
              image: widget
              sidecarImage: "{{ .Values.x }}"
              env: [{value: quay.io/team/app}, {value: "{{ x }}"}]
            """
        let images = try images(text, at: ["{.spec.image}", "{.spec.sidecarImage}", "{.spec.env[*].value}"])
        #expect(images.found == [])
        #expect(
            images.lines == [
                "web/templates/t.yaml:4:10: warning no-tag-or-digest: chart web: `widget` has neither a tag nor a digest",
                "web/templates/t.yaml:5:17: warning placeholder: chart web: `{{ .Values.x }}` has an expression that was not"
                    + " filled in",
                "web/templates/t.yaml:6:17: warning no-tag-or-digest: chart web: `quay.io/team/app` has neither a tag nor a"
                    + " digest",
            ]
        )
    }

    @Test func pathsReachListsAndTheirItems() throws {
        let text = """
            kind: List
            items:
              - {kind: Widget, metadata: {name: a}, spec: {image: "r.io/a:1"}}
              - {kind: Widget, metadata: {name: b}, spec: {image: "r.io/b:1"}}
            """
        #expect(try images(text, at: ["{.spec.image}"]).references == ["r.io/a:1", "r.io/b:1"])
        #expect(try images(text, at: ["{.items[1].spec.image}"]).references == ["r.io/b:1"])
        #expect(try images(text, at: ["{.spec.image}"]).found[1].uses[0].object == "Widget b")
    }

    @Test func aPathThatVisitsTooMuchIsGivenUp() throws {
        let deep = String(repeating: "[", count: 90) + String(repeating: "]", count: 90)
        let images = try images(
            "kind: Widget\na: \(deep)\n---\nkind: Widget\na: \(deep)\n",
            at: ["{..*..*..*..*..*..*..*..*}"]
        )
        #expect(images.findings.count == 1)
        #expect(images.findings[0].summary.contains("is not followed to its end"))
    }
}

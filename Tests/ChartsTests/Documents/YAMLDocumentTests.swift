// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import Testing

/// Documents that are read and written again, as `fromYaml` and `toYaml` do with what charts hold.
@Suite struct YAMLDocumentTests {
    private func again(_ yaml: String) throws -> String {
        let datum = try GoYAMLReader.read(Array(yaml.utf8))
        return HelmYAML.text(datum.chartValue.value).string + "\n"
    }

    @Test func `a pod keeps its form, with its keys in order`() throws {
        let yaml = """
            apiVersion: v1
            kind: Pod
            metadata:
              annotations:
                a.example/json: '{"a": [1, 2]}'
                a.example/number: "8080"
                a.example/yes: "yes"
              name: web
            spec:
              containers:
              - args:
                - --listen=:8080
                - '--name=a: b'
                - --
                command:
                - sh
                - -c
                - |
                  set -e
                  echo "$A"
                    exec web
                env:
                - name: A
                  value: ""
                - name: B
                  valueFrom:
                    fieldRef:
                      fieldPath: metadata.name
                image: registry.example/web@sha256:abc
                ports:
                - containerPort: 8080
                  name: http
                resources: {}
                volumeMounts: []
              nodeSelector: null
              terminationGracePeriodSeconds: 30

            """
        #expect(try again(yaml) == yaml)
    }

    @Test func `what is written otherwise becomes the usual form`() throws {
        let yaml = """
            # a comment
            list: [a, {b: 1, c: [2, 3]}, []]
            map: {x: {z: {}}, "quoted": 'single', ? long : value}
            folded: >
              two
              lines

              and one
            stripped: >-
              text
            kept: |+
              text

            anchor: &a {k: v}
            alias: *a
            merged: {<<: *a, m: 1}
            numbers: [0x10, 010, 1_000, 1e3, 1.0, .5, -0]
            words: [yes, No, on, ~, "yes", 'null']
            time: 2020-01-02
            """
        #expect(
            try again(yaml)
                == """
                alias:
                  k: v
                anchor:
                  k: v
                folded: |
                  two lines
                  and one
                kept: |+
                  text

                list:
                - a
                - b: 1
                  c:
                  - 2
                  - 3
                - []
                map:
                  long: value
                  quoted: single
                  x:
                    z: {}
                merged:
                  k: v
                  m: 1
                numbers:
                - 16
                - 8
                - 1000
                - 1000
                - 1
                - 0.5
                - 0
                stripped: text
                time: "2020-01-02"
                words:
                - true
                - false
                - true
                - null
                - "yes"
                - "null"

                """
        )
    }

    @Test func `rules with long expressions are folded where they are no blocks`() throws {
        let long =
            "sum(rate(requests_total{job=\"web\"}[5m])) by (instance) / sum(rate(all_total[5m])) by (instance) > 0.5"
        let text = try again("expr: '\(long)'\nblock: |\n  \(long)\n")
        #expect(
            text == """
                block: |
                  \(long)
                expr: sum(rate(requests_total{job="web"}[5m])) by (instance) / sum(rate(all_total[5m]))
                  by (instance) > 0.5

                """
        )
    }

    @Test func `lists in lists and maps in lists stand behind their dashes`() throws {
        let yaml = """
            - - - 1
                - 2
              - a: 1
                b:
                - c: 2
            - {}
            - null
            - - []
              - - x: |-
                    two
                    lines

            """
        #expect(try again(yaml) == yaml)
    }

    @Test(arguments: [
        "a: \"\\x01\"\n",
        "a: \"\\t\"\n",
        "a: ' x'\n",
        "a: 'x '\n",
        "a: \"\\r\\n\"\n",
        "a: |2\n    x\n  y\n",
        "a: |2-\n\n  x\n",
        "? |-\n  a\n  b\n: 1\n",
        "'a: b': 1\n",
        "\"1\": 1\n",
        "'': 1\n",
        "- '- a'\n",
        "- \"\"\n",
        "'[a]'\n",
        "'it''s: so'\n",
        "it's so\n",
        "\"12:30\"\n",
        "a\\b\n",
    ])
    func `unusual texts keep their form`(yaml: String) throws {
        // An empty key is written in double quotes.
        #expect(try again(yaml) == yaml.replacing("'': 1", with: "\"\": 1"))
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import JSONPath
import Testing
import YAML

/// The values that a path chooses in a document, as texts.
func values(_ path: String, in text: String) throws -> [String] {
    try matches(path, in: text).map { written($0.node) }
}

/// The places of the values that a path chooses in a document.
func places(_ path: String, in text: String) throws -> [String] {
    try matches(path, in: text).map(\.place.description)
}

func matches(_ path: String, in text: String) throws -> [JSONPathMatch] {
    let root = try #require(document(text))
    return try JSONPathExpression(path).matches(in: root)
}

func document(_ text: String) -> YAMLNode? {
    let findings = FindingCollector()
    return YAMLComposer.document(
        in: SourceText(path: "f.yaml", bytes: Array(text.utf8)),
        reportingTo: findings
    )
}

/// The error of a text that is no path.
func fault(_ path: String) -> JSONPathError? {
    #expect(throws: JSONPathError.self, "\(path)") { _ = try JSONPathExpression(path) }
}

private func written(_ node: YAMLNode) -> String {
    switch node.content {
    case .scalar(let scalar): scalar.text
    case .sequence(let elements): "[\(elements.map(written).joined(separator: " "))]"
    case .mapping(let fields): "{\(fields.map { "\($0.key)=\(written($0.value))" }.joined(separator: " "))}"
    }
}

/// A document with most kinds of values.
let sample = """
    kind: Deployment
    metadata:
      name: web
      labels: {app: web, "app.kubernetes.io/name": full, "a b": blank}
    spec:
      replicas: 3
      paused: false
      nothing: null
      empty: []
      template:
        spec:
          initContainers:
            - {name: init, image: "i:1"}
          containers:
            - name: web
              image: w:2
              ports: [80, 443, 8080]
              env:
                - {name: LOG, value: debug}
                - {name: RELATED_IMAGE_X, value: "x:3"}
            - name: side
              image: s:4
              ports: [9090]
            - name: bare
    """

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import YAML

/// Checks the nodes of a template and reports all its problems.
struct CatalogSourceTemplateReader {
    private let reader: YAMLReader

    init(_ reader: YAMLReader) { self.reader = reader }

    /// The fields of the template; `nil` if a problem was reported.
    func fields(_ root: YAMLNode) -> [String: YAMLValue]? {
        guard case .mapping(let written) = root.content else {
            report(.wrongType, "the template is \(root.kind), expected a CatalogSource", at: root.position)
            return nil
        }
        expect(CatalogSourceTemplate.apiVersion, in: "apiVersion", of: written, root)
        expect(CatalogSourceTemplate.kind, in: "kind", of: written, root)
        for name in ["metadata", "spec"] { requireMapping(written.node(name), name) }
        if case .mapping(let spec)? = written.node("spec")?.content { check(spec) }
        if let metadata = written.node("metadata"), case .mapping(let fields) = metadata.content {
            for name in ["labels", "annotations"] { requireMapping(fields.node(name), "metadata.\(name)") }
        }
        guard let value = value(of: root), case .mapping(let fields) = value else { return nil }
        return fields
    }

    /// Checks that the catalog is an image, which the cluster queries over gRPC.
    private func check(_ spec: [YAMLField]) {
        if let type = spec.node("sourceType"), !type.isNull {
            guard let text = reader.string(type, name: "spec.sourceType") else { return }
            if !["", "grpc"].contains(text.value) {
                report(
                    .sourceType,
                    "`spec.sourceType` is `\(text.value)`, expected `grpc`",
                    remedy: "remove the line; mirror sets `grpc`",
                    at: type.position
                )
            }
        }
        guard let field = spec.first(where: { $0.key == "configMap" }), !field.value.isNull else { return }
        report(
            .configMap,
            "`spec.configMap` names a catalog that is not an image",
            remedy: "remove the line; mirror sets the image",
            at: field.keyPosition
        )
    }

    private func expect(_ expected: String, in name: String, of fields: [YAMLField], _ root: YAMLNode) {
        guard let node = fields.node(name), !node.isNull else {
            report(
                .missingField,
                "the template has no `\(name)`",
                remedy: "add `\(name): \(expected)`",
                at: root.position
            )
            return
        }
        guard let text = reader.string(node, name: name), text.value != expected else { return }
        report(
            .wrongTemplate,
            "the `\(name)` of the template is `\(text.value)`",
            remedy: "a template for a catalog has `\(name): \(expected)`",
            at: node.position
        )
    }

    private func requireMapping(_ node: YAMLNode?, _ name: String) {
        guard let node, !node.isNull else { return }
        if case .mapping = node.content { return }
        report(.wrongType, "`\(name)` must be a mapping, found \(node.kind)", at: node.position)
    }

    /// The whole template as a value, or `nil` if a part of it cannot be represented.
    private func value(of root: YAMLNode) -> YAMLValue? {
        if let value = YAMLValue(root) { return value }
        if let unknown = root.firstUnknown {
            report(
                .unknownTag,
                "\(unknown.kind) has no meaning for a cluster",
                remedy: "remove the tag, or correct the value",
                at: unknown.position
            )
        }
        return nil
    }

    private func report(_ code: FindingCode, _ summary: String, remedy: String? = nil, at position: YAMLPosition) {
        reader.report(code: code, summary, remedy: remedy, at: reader.source.location(position))
    }
}

extension [YAMLField] {
    fileprivate func node(_ name: String) -> YAMLNode? { first { $0.key == name }?.value }
}

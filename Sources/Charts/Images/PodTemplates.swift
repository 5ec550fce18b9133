// SPDX-License-Identifier: Apache-2.0

import JSONPath
import YAML

/// Finds the images of all pod templates inside an object, whatever its kind.
///
/// Pods, deployments, cron jobs and the objects of operators keep their templates in different places, but a template always
/// is a mapping with a list of containers.
struct PodTemplates {
    /// The fields with an image, in the order of the object.
    private(set) var images: [JSONPathMatch] = []

    private static let lists: Set<String> = ["containers", "initContainers", "ephemeralContainers"]

    /// Looks through a value and everything inside it.
    mutating func visit(_ match: JSONPathMatch) {
        switch match.node.content {
        case .scalar: return
        case .sequence(let elements):
            for (index, element) in elements.enumerated() { visit(match.element(index, element)) }
        case .mapping(let fields):
            let isTemplate = fields.contains { Self.lists.contains($0.key) && $0.value.isList }
            for field in fields {
                let value = match.field(field)
                if Self.lists.contains(field.key), field.value.isList {
                    takeImages(of: value)
                } else if isTemplate, field.key == "volumes", field.value.isList {
                    takeVolumes(of: value)
                } else {
                    visit(value)
                }
            }
        }
    }

    private mutating func takeImages(of containers: JSONPathMatch) {
        for (index, node) in containers.node.items.enumerated() {
            let container = containers.element(index, node)
            guard let image = container.field(named: "image"), image.node.isScalar else { continue }
            images.append(image)
        }
    }

    /// Takes the images that are mounted as volumes.
    private mutating func takeVolumes(of volumes: JSONPathMatch) {
        for (index, node) in volumes.node.items.enumerated() {
            let volume = volumes.element(index, node)
            guard let image = volume.field(named: "image")?.field(named: "reference"), image.node.isScalar else {
                continue
            }
            images.append(image)
        }
    }
}

extension JSONPathMatch {
    /// The field with a name; `nil` if this is not a mapping, or lacks it.
    func field(named name: String) -> JSONPathMatch? {
        guard case .mapping(let fields) = node.content else { return nil }
        return fields.first { $0.key == name }.map(field)
    }
}

extension YAMLNode {
    /// The elements of a list.
    var items: [YAMLNode] {
        guard case .sequence(let elements) = content else { return [] }
        return elements
    }

    var isList: Bool {
        guard case .sequence = content else { return false }
        return true
    }

    var isScalar: Bool {
        guard case .scalar = content else { return false }
        return true
    }
}

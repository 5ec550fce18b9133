// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import Plans
import YAML

/// The `CatalogSource`, by which clusters with OLM version 0 find a catalog.
package struct CatalogSourceResource: Sendable {
    /// The namespace whose catalogs are available to all namespaces.
    private static let namespace = "openshift-marketplace"

    private let name: String
    private let image: PlacedName
    private let template: CatalogSourceTemplate?

    /// Prepares the resource; `nil` if the image is not a catalog.
    ///
    /// Throws the problems of the catalog's template.
    package init?(_ image: PlacedImage) throws(FindingsError) {
        guard image.type == .operatorCatalog, let facts = image.catalog else { return nil }
        name = facts.name
        self.image = image.destination
        template =
            if let text = facts.template {
                try CatalogSourceTemplate(bytes: Array(text.utf8), path: "the template of \(image.destination)")
            } else {
                nil
            }
    }

    /// The file; the template's name, namespace, type and image are replaced.
    package func resource(in folder: String) -> Resource {
        Resource(path: ResourceFile.catalogSource(name).path(in: folder), content: "---\n" + text)
    }

    /// The file of oc-mirror v1.
    var versionOneFile: ResultFile { ResultFile(path: "catalogSource-cs-\(name).yaml", content: text) }

    private var text: String {
        var fields = template?.fields ?? [:]
        var metadata = fields["metadata"]?.fields ?? [:]
        var spec = fields["spec"]?.fields ?? [:]
        metadata["name"] = .string("cs-\(name)")
        metadata["namespace"] = .string(Self.namespace)
        spec["sourceType"] = "grpc"
        spec["image"] = .string("\(image)")
        spec["configMap"] = nil
        fields["apiVersion"] = .string(CatalogSourceTemplate.apiVersion)
        fields["kind"] = .string(CatalogSourceTemplate.kind)
        fields["metadata"] = .mapping(metadata)
        fields["spec"] = .mapping(spec)
        return YAMLWriter.text(.mapping(fields))
    }
}

extension YAMLValue {
    /// The fields of a mapping.
    fileprivate var fields: [String: YAMLValue]? {
        guard case .mapping(let fields) = self else { return nil }
        return fields
    }
}

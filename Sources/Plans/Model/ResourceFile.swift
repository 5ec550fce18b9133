// SPDX-License-Identifier: Apache-2.0

/// The files that are generated for clusters; one that a target has no use for any more is removed.
package enum ResourceFile: Sendable, Hashable {
    case digestMirrors
    case tagMirrors
    /// What clusters before 4.13 have instead of the two.
    case contentSourcePolicies
    case signatures
    case updateService
    /// The `CatalogSource` of a catalog, by ``CatalogFacts/name``.
    case catalogSource(String)
    /// The `ClusterCatalog` of a catalog.
    case clusterCatalog(String)

    /// The folder of all of them; a target beside the repository's first has a folder of its own in it.
    package static let folder = "cluster-resources"

    /// Those that a target has at most once.
    private static let fixed: [ResourceFile] = [
        .digestMirrors, .tagMirrors, .contentSourcePolicies, .signatures, .updateService,
    ]

    /// Everything that may have been generated for a target that has, or had, catalogs of these names.
    package static func all(catalogs names: some Sequence<String>) -> [ResourceFile] {
        fixed + Set(names).sorted().flatMap { [.catalogSource($0), .clusterCatalog($0)] }
    }

    /// The file of a name, or `nil` for a name that no generated file has.
    package init?(name: String) {
        if let file = Self.fixed.first(where: { $0.name == name }) {
            self = file
            return
        }
        let catalog = String(name.dropFirst("cs-".count).dropLast(".yaml".count))
        let files = [Self.catalogSource(catalog), .clusterCatalog(catalog)]
        guard CatalogFacts.isName(catalog), let file = files.first(where: { $0.name == name }) else { return nil }
        self = file
    }

    /// The name of the file.
    package var name: String {
        switch self {
        case .digestMirrors: "idms-oc-mirror.yaml"
        case .tagMirrors: "itms-oc-mirror.yaml"
        case .contentSourcePolicies: "icsp-oc-mirror.yaml"
        case .signatures: "signature-configmap.yaml"
        case .updateService: "updateService.yaml"
        case .catalogSource(let name): "cs-\(name).yaml"
        case .clusterCatalog(let name): "cc-\(name).yaml"
        }
    }

    /// The path inside the audit repository.
    package func path(in folder: String) -> String { "\(folder)/\(name)" }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

extension VersionOneParser {
    /// Reports catalogs that have one place at the target.
    func checked(_ catalogs: [OperatorCatalog]) -> [OperatorCatalog] {
        shared.reportCollisions(catalogs)
        return catalogs
    }

    /// Reads an element of `mirror.operators` in `v1alpha2`.
    func catalog(_ fields: YAMLMapping<Alpha2CatalogField>) -> OperatorCatalog? {
        let text = fields.requiredString(.catalog, of: "the element of `operators`")
        let source = text.flatMap { shared.imageSource($0, untagged: .latest) }
        let targetCatalog = targetCatalog(fields, of: source)
        let targetTag = shared.targetTag(fields, .targetTag) ?? source.flatMap { VersionOnePlace(of: $0).tag }
        if fields.string(.originalRef) != nil, let place = fields.keyLocation(.originalRef) {
            reader.report(
                .warning,
                code: .ignoredField,
                "`originalRef` has no effect",
                remedy: "remove it; `targetCatalog` says where a catalog goes",
                at: place
            )
        }
        let full = fields.flag(.full)
        let skipDependencies = fields.flag(.skipDependencies)
        let packages = (fields.mappings(.packages, as: Alpha2PackageField.self) ?? []).compactMap(package)
        shared.reportDuplicates(packages.map { Located($0.name, at: $0.location) }, of: "package")
        guard let text, let source else { return nil }
        return OperatorCatalog(
            source: source,
            text: text.value,
            full: full,
            targetCatalog: targetCatalog,
            targetTag: targetTag,
            targetCatalogSourceTemplate: nil,
            skipDependencies: skipDependencies,
            platforms: [],
            packages: packages,
            location: text.location
        )
    }

    /// Reads an element of `mirror.operators` in `v1alpha1`.
    func catalog(_ fields: YAMLMapping<Alpha1CatalogField>) -> OperatorCatalog? {
        let text = fields.requiredString(.catalog, of: "the element of `operators`")
        let source = text.flatMap { shared.imageSource($0, untagged: .latest) }
        let headsOnly = fields[.headsOnly].flatMap { reader.boolean($0, name: "headsOnly") }?.value ?? true
        let skipDependencies = fields.flag(.skipDeps)
        let packages = (fields.mappings(.packages, as: Alpha1PackageField.self) ?? []).compactMap(package)
        shared.reportDuplicates(packages.map { Located($0.name, at: $0.location) }, of: "package")
        if headsOnly, !packages.isEmpty, let place = fields.keyLocation(.packages) {
            reader.report(
                code: .exclusiveFields,
                "`packages` are chosen only with `headsOnly: false`",
                remedy: "\(fields[.headsOnly] == nil ? "add" : "write") `headsOnly: false`",
                at: place
            )
        }
        guard let text, let source else { return nil }
        let place = VersionOnePlace(of: source)
        return OperatorCatalog(
            source: source,
            text: text.value,
            full: !headsOnly,
            targetCatalog: place.repository,
            targetTag: place.tag,
            targetCatalogSourceTemplate: nil,
            skipDependencies: skipDependencies,
            platforms: [],
            packages: packages,
            location: text.location
        )
    }
}

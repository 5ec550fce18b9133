// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import OCI
import YAML

/// The place of a catalog at the target, which three fields and the catalog's source decide.
extension VersionOneParser {
    /// Reads `targetCatalog`, or else `targetName`, which replaces only the last component of the repository.
    func targetCatalog(_ fields: YAMLMapping<Alpha2CatalogField>, of source: ImageSource?) -> RepositoryName? {
        let catalog = shared.targetRepository(fields, .targetCatalog)
        guard let name = fields.string(.targetName), let place = fields.keyLocation(.targetName) else {
            return catalog ?? source.flatMap { VersionOnePlace(of: $0).repository }
        }
        if let catalog {
            reader.report(
                .warning,
                code: .ignoredField,
                "`targetName` has no effect beside `targetCatalog`",
                remedy: "remove it",
                at: place
            )
            return catalog
        }
        guard case .registry(let reference)? = source else {
            guard source != nil else { return nil }
            reader.report(
                code: .invalidTarget,
                "`targetName` is for catalogs of a registry",
                remedy: "write `targetCatalog`, the whole path of the repository at the target",
                at: place
            )
            return nil
        }
        return renamed(reference, name)
    }

    private func renamed(_ reference: ImageReference, _ name: Located<String>) -> RepositoryName? {
        let path =
            reference.repository.name.description.split(separator: "/").dropLast().map(String.init) + [name.value]
        do throws(ReferenceError) {
            let target = try RepositoryName(path.joined(separator: "/"))
            reader.report(
                .warning,
                code: .deprecatedField,
                "`targetName` is deprecated",
                remedy: "write `targetCatalog: \(target)`",
                at: name.location
            )
            return target
        } catch {
            reader.report(
                code: .invalidTarget,
                "`targetName` is not valid: \(error)",
                remedy: "write a name in lower case, without a tag",
                at: name.location
            )
            return nil
        }
    }
}

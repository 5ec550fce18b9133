// SPDX-License-Identifier: Apache-2.0

import OCI

extension Plan {
    /// Refuses files that no plan generates, and catalogs with wrong descriptions.
    ///
    /// Apply writes the files of a plan and commits them, so they must be generated ones.
    func validateResources() throws(PlanError) {
        for resource in resources {
            let path = resource.path.split(separator: "/", omittingEmptySubsequences: false)
            guard path.first == Substring(ResourceFile.folder), (2...3).contains(path.count),
                path.dropFirst().dropLast().allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") })
            else { throw .contradiction("`\(resource.path)` is not below \(ResourceFile.folder)/") }
            guard let name = path.last, ResourceFile(name: String(name)) != nil else {
                throw .contradiction("`\(resource.path)` is not a file that is generated for clusters")
            }
            guard resource.digest == Digest(of: Array(resource.content.utf8)) else {
                throw .contradiction("the content of `\(resource.path)` does not match its digest")
            }
        }
        guard Set(resources.map(\.path)).count == resources.count else {
            throw .contradiction("a file is listed twice")
        }
        guard Set(resources.map { $0.path.split(separator: "/").dropLast() }).count <= 1 else {
            throw .contradiction("its files for clusters are in several folders")
        }
        for image in placed + others { try requireFacts(image.catalog, of: image) }
        let names = (placed + others).compactMap(\.catalog?.name)
        guard Set(names).count == names.count else { throw .contradiction("two catalogs have the same name") }
    }

    /// The name of a catalog in the cluster becomes a file name, so it must be a valid name.
    private func requireFacts(_ facts: CatalogFacts?, of image: PlacedImage) throws(PlanError) {
        guard let facts else { return }
        guard image.type == .operatorCatalog else {
            throw .contradiction("`\(image.destination)` is described as a catalog but is not one")
        }
        guard CatalogFacts.isName(facts.name) else {
            throw .contradiction("the catalog `\(image.destination)` has a name that is invalid for a resource")
        }
        guard facts.template?.utf8.count ?? 0 <= CatalogFacts.templateSizeLimit else {
            throw .contradiction("the template of the catalog `\(image.destination)` is too large")
        }
    }
}

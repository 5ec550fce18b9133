// SPDX-License-Identifier: Apache-2.0

extension SectionFacts {
    /// The end of the names of the image's own resources in clusters; `nil` where the image has no such resources.
    ///
    /// Only the planner knows it, because it must be unique at the target: a section leaves it empty.
    package var resourceName: String? {
        switch self {
        case .catalog(let facts): facts.name
        case .release, .bundle: nil
        }
    }

    /// The same facts with another name of resources; facts without resources stay as they are.
    package func named(_ name: String) -> SectionFacts {
        switch self {
        case .catalog(let facts): .catalog(CatalogFacts(name: name, template: facts.template))
        case .release, .bundle: self
        }
    }
}

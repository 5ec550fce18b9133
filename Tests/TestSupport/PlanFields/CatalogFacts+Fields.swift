// SPDX-License-Identifier: Apache-2.0

package import Plans

extension CatalogFacts {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var name: String
        package var template: String?

        fileprivate init(_ whole: CatalogFacts) {
            name = whole.name
            template = whole.template
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = CatalogFacts(name: newValue.name, template: newValue.template) }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Plans

extension BuildRecipe {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var kind: Kind
        package var base: String
        package var layer: Layer
        package var input: String?
        package var packages: [KeptPackage]?
        package var platforms: [String]?

        fileprivate init(_ whole: BuildRecipe) {
            kind = whole.kind
            base = whole.base
            layer = whole.layer
            input = whole.input
            packages = whole.packages
            platforms = whole.platforms
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = BuildRecipe(
                kind: newValue.kind,
                base: newValue.base,
                layer: newValue.layer,
                input: newValue.input,
                packages: newValue.packages,
                platforms: newValue.platforms
            )
        }
    }
}

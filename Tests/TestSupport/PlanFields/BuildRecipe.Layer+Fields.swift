// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension BuildRecipe.Layer {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var digest: Digest
        package var size: Int64

        fileprivate init(_ whole: BuildRecipe.Layer) {
            digest = whole.digest
            size = whole.size
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set { self = BuildRecipe.Layer(newValue.digest, size: newValue.size) }
    }
}

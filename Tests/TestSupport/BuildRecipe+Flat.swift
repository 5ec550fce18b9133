// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Tests spell recipes as the file of a plan does: one field beside the other.
extension BuildRecipe {
    package init(
        kind: Kind,
        base: String,
        layer: Digest,
        layerSize: Int64,
        input: String? = nil,
        packages: [KeptPackage]? = nil,
        platforms: [String]? = nil
    ) {
        self.init(
            kind: kind,
            base: base,
            layer: Layer(layer, size: layerSize),
            input: input,
            packages: packages,
            platforms: platforms
        )
    }
}

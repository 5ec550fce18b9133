// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

/// Tests spell actions as the file of a plan does: one field beside the other.
extension Action {
    package init(
        kind: Kind,
        type: ImageType,
        origins: [String],
        source: ContentPlace,
        destination: PlacedName,
        digest: Digest,
        size: Int64,
        transfer: Int64,
        expect: Expectation,
        reason: String,
        requestedBy: [String],
        cause: ChangeCause? = nil,
        replaced: ReplacedContent? = nil,
        platforms: [String]? = nil,
        attachedTo: PlacedName? = nil,
        partOf: [PlacedName]? = nil,
        release: ReleaseFacts? = nil,
        catalog: CatalogFacts? = nil,
        bundle: BundleFacts? = nil,
        recipe: BuildRecipe? = nil
    ) {
        self.init(
            kind,
            PlacedImage(
                destination: destination,
                digest: digest,
                type: type,
                origins: origins,
                platforms: platforms,
                attachedTo: attachedTo,
                release: release,
                catalog: catalog,
                bundle: bundle
            ),
            from: ContentSupply(source, recipe: recipe, size: size, transfer: transfer),
            expecting: expect,
            because: ChangeGrounds(reason, requestedBy: requestedBy, cause: cause, replaced: replaced),
            partOf: partOf
        )
    }
}

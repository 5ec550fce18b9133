// SPDX-License-Identifier: Apache-2.0

package import OCI
package import Plans

extension Action {
    /// What tests change one by one, for the model itself does not change.
    package struct Fields {
        package var kind: Kind
        package var type: ImageType
        package var origins: [String]
        package var source: ContentPlace
        package var destination: PlacedName
        package var digest: Digest
        package var size: Int64
        package var transfer: Int64
        package var expect: Expectation
        package var reason: String
        package var requestedBy: [String]
        package var cause: ChangeCause?
        package var replaced: ReplacedContent?
        package var platforms: [String]?
        package var attachedTo: PlacedName?
        package var partOf: [PlacedName]?
        package var release: ReleaseFacts?
        package var catalog: CatalogFacts?
        package var bundle: BundleFacts?
        package var recipe: BuildRecipe?

        fileprivate init(_ whole: Action) {
            kind = whole.kind
            type = whole.type
            origins = whole.origins
            source = whole.source
            destination = whole.destination
            digest = whole.digest
            size = whole.size
            transfer = whole.transfer
            expect = whole.expect
            reason = whole.reason
            requestedBy = whole.requestedBy
            cause = whole.cause
            replaced = whole.replaced
            platforms = whole.platforms
            attachedTo = whole.attachedTo
            partOf = whole.partOf
            release = whole.release
            catalog = whole.catalog
            bundle = whole.image.bundle
            recipe = whole.recipe
        }
    }

    package var fields: Fields {
        get { Fields(self) }
        set {
            self = Action(
                kind: newValue.kind,
                type: newValue.type,
                origins: newValue.origins,
                source: newValue.source,
                destination: newValue.destination,
                digest: newValue.digest,
                size: newValue.size,
                transfer: newValue.transfer,
                expect: newValue.expect,
                reason: newValue.reason,
                requestedBy: newValue.requestedBy,
                cause: newValue.cause,
                replaced: newValue.replaced,
                platforms: newValue.platforms,
                attachedTo: newValue.attachedTo,
                partOf: newValue.partOf,
                release: newValue.release,
                catalog: newValue.catalog,
                bundle: newValue.bundle,
                recipe: newValue.recipe
            )
        }
    }
}

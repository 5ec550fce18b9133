// SPDX-License-Identifier: Apache-2.0

package import OCI

/// One image that is brought to the target.
package struct Action: Sendable, Equatable {
    /// What is done to the destination.
    package enum Kind: String, Sendable, Codable {
        /// The destination does not exist yet.
        case copy
        /// The destination exists and holds something else.
        case update
        /// The image is built from its recipe; the destination may exist or not.
        case build
    }

    /// What the destination held when the plan was made.
    package struct Expectation: Sendable, Equatable, Codable {
        package let destination: Digest?

        package init(destination: Digest?) { self.destination = destination }

        enum CodingKeys: String, CodingKey { case destination }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(destination, forKey: .destination)
        }
    }

    package let kind: Kind
    /// The image as the target holds it afterwards.
    package let image: PlacedImage
    /// Where its bytes come from.
    package let supply: ContentSupply
    package let expect: Expectation
    package let grounds: ChangeGrounds
    /// The destinations whose tags move only once this image is in place, sorted: payloads and catalogs that name it.
    package let partOf: [PlacedName]?

    package init(
        _ kind: Kind,
        _ image: PlacedImage,
        from supply: ContentSupply,
        expecting expect: Expectation,
        because grounds: ChangeGrounds,
        partOf: [PlacedName]? = nil
    ) {
        self.kind = kind
        self.image = image
        self.supply = supply
        self.expect = expect
        self.grounds = grounds
        self.partOf = partOf
    }
}

extension Action {
    /// The same action that tells what it replaces.
    func with(replaced: ReplacedContent) -> Action {
        let grounds = ChangeGrounds(reason, requestedBy: requestedBy, cause: cause, replaced: replaced)
        return Action(kind, image, from: supply, expecting: expect, because: grounds, partOf: partOf)
    }
}

/// The parts of an action, as most of its readers name them.
extension Action {
    package var type: ImageType { image.type }

    package var origins: [String] { image.origins }

    package var destination: PlacedName { image.destination }

    package var digest: Digest { image.digest }

    package var platforms: [String]? { image.platforms }

    package var attachedTo: PlacedName? { image.attachedTo }

    package var release: ReleaseFacts? { image.release }

    package var catalog: CatalogFacts? { image.catalog }

    package var source: ContentPlace { supply.source }

    package var recipe: BuildRecipe? { supply.recipe }

    package var size: Int64 { supply.size }

    package var transfer: Int64 { supply.transfer }

    package var reason: String { grounds.reason }

    package var requestedBy: [String] { grounds.requestedBy }

    package var cause: ChangeCause? { grounds.cause }

    package var replaced: ReplacedContent? { grounds.replaced }
}

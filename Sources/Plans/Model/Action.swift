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
        package internal(set) var destination: Digest?

        package init(destination: Digest?) { self.destination = destination }

        enum CodingKeys: String, CodingKey { case destination }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(destination, forKey: .destination)
        }
    }

    package internal(set) var kind: Kind
    /// The image as the target holds it afterwards.
    package internal(set) var image: PlacedImage
    /// Where its bytes come from.
    package internal(set) var supply: ContentSupply
    package internal(set) var expect: Expectation
    package internal(set) var grounds: ChangeGrounds
    /// The destinations whose tags move only once this image is in place, sorted: payloads and catalogs that name it.
    package internal(set) var partOf: [PlacedName]?

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

/// The parts of an action, as most of its readers name them.
extension Action {
    package internal(set) var type: ImageType {
        get { image.type }
        set { image.type = newValue }
    }

    package internal(set) var origins: [String] {
        get { image.origins }
        set { image.origins = newValue }
    }

    package internal(set) var destination: PlacedName {
        get { image.destination }
        set { image.destination = newValue }
    }

    package internal(set) var digest: Digest {
        get { image.digest }
        set { image.digest = newValue }
    }

    package internal(set) var platforms: [String]? {
        get { image.platforms }
        set { image.platforms = newValue }
    }

    package internal(set) var attachedTo: PlacedName? {
        get { image.attachedTo }
        set { image.attachedTo = newValue }
    }

    package internal(set) var release: ReleaseFacts? {
        get { image.release }
        set { image.release = newValue }
    }

    package internal(set) var catalog: CatalogFacts? {
        get { image.catalog }
        set { image.catalog = newValue }
    }

    package internal(set) var source: ContentPlace {
        get { supply.source }
        set { supply.source = newValue }
    }

    package internal(set) var recipe: BuildRecipe? {
        get { supply.recipe }
        set { supply.recipe = newValue }
    }

    package internal(set) var size: Int64 {
        get { supply.size }
        set { supply.size = newValue }
    }

    package internal(set) var transfer: Int64 {
        get { supply.transfer }
        set { supply.transfer = newValue }
    }

    package internal(set) var reason: String {
        get { grounds.reason }
        set { grounds.reason = newValue }
    }

    package internal(set) var requestedBy: [String] {
        get { grounds.requestedBy }
        set { grounds.requestedBy = newValue }
    }
}

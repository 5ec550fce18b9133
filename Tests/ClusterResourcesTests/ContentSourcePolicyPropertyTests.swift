// SPDX-License-Identifier: Apache-2.0

import ClusterResources
import OCI
import Plans
import TestSupport
import Testing

@Suite("Image content source policies of any images")
struct ContentSourcePolicyPropertyTests {
    private static let scopings: [[MirrorCategory: MirrorScoping]] = [
        [.generic: .firstComponent, .operator: .firstComponent], [.generic: .firstComponent, .operator: .repository],
        [:], [.generic: .siblings, .operator: .siblings, .release: .siblings],
    ]

    /// Images of few repositories with names that begin alike, most of them at the place that their name gives.
    private static func pairs(_ generator: inout SeededGenerator) throws -> [MirrorPair] {
        let types: [ImageType] = [.additionalImage, .operatorBundle, .operatorRelatedImage, .releaseComponent]
        return try (0..<Int.random(in: 1...25, using: &generator)).map { _ in
            let path = (0..<Int.random(in: 1...4, using: &generator)).map { _ in
                ["a", "b", "ab"].randomElement(using: &generator) ?? ""
            }
            .joined(separator: "/")
            let host = ["quay.io", "registry.redhat.io"].randomElement(using: &generator) ?? ""
            let places = [path, path, path, path.replacing("/", with: "-"), "else/\(path)", "else/b"]
            let type = types.randomElement(using: &generator) ?? .additionalImage
            return MirrorPair(
                origin: try ImageReference("\(host)/\(path):1"),
                destination: try ImageReference("reg:5000/ns/\(places.randomElement(using: &generator) ?? path):1"),
                type: type,
                category: try #require(MirrorCategory(type))
            )
        }
    }

    @Test("lead each image to its place by the longest entry, and have one entry for a source", arguments: 0..<200)
    func lead(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(seed))
        let pairs = try Self.pairs(&generator)
        let policies = ContentSourcePolicies(pairs, scopings: Self.scopings[seed % Self.scopings.count])
        let objects = try PolicyObject.all(in: try #require(policies.text))
        for pair in pairs {
            let places = PolicyObject.places(of: "\(pair.origin.repository)", in: objects)
            #expect(places.contains("\(pair.destination.repository)"), "\(pair.origin) in \(objects)")
        }
        for object in objects { #expect(Set(object.entries.map(\.source)).count == object.entries.count) }
        #expect(Set(objects.map(\.name)).count == objects.count)
    }

    @Test("say the same in objects of any size, and no object is too long", arguments: 0..<60)
    func split(seed: Int) throws {
        var generator = SeededGenerator(seed: UInt64(1000 + seed))
        let pairs = try Self.pairs(&generator)
        let scopings = Self.scopings[seed % Self.scopings.count]
        let limit = Int.random(in: 200...900, using: &generator)
        let whole = try PolicyObject.all(in: try #require(ContentSourcePolicies(pairs, scopings: scopings).text))
        let parts = try PolicyObject.all(
            in: try #require(ContentSourcePolicies(pairs, scopings: scopings, limit: limit).text)
        )
        #expect(parts.flatMap(\.entries) == whole.flatMap(\.entries))
        #expect(Set(parts.map(\.name)).count == parts.count)
        for part in parts { #expect(part.size <= limit || part.entries.count == 1) }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Plans
import Resolution
import TestSupport
import Testing

/// What holds for whatever catalog and whatever request, from a layout on disk to the catalog that is built.
@Suite("A filtered catalog that is read again", .waitsForPrograms)
struct RoundTripPropertyTests {
    private let bench: ResolvingBench

    init() throws { bench = try ResolvingBench() }

    @Test(
        "is valid, a part of its source word for word, and stays as it is when it is filtered again",
        arguments: UInt64(1)...60
    )
    func invariants(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var operators = ["op", "other"].map { TestOperator.random($0, using: &generator) }
        for index in operators.indices where Bool.random(using: &generator) {
            operators[index].extraDocuments = Self.extra(operators[index], using: &generator)
        }
        let form = CatalogForm.allCases.randomElement(using: &generator) ?? .yaml
        try bench.write(try form.catalog(operators))
        let fields = SelectionPropertyTests.request(CatalogPackage(operators[0]), using: &generator)
        let trip = try await RoundTrip(fields, in: bench)
        guard trip.contribution.errors.isEmpty else {
            #expect(trip.contribution.images.isEmpty, "an error is no half of a plan")
            return
        }
        try await trip.check(fields, in: bench)
    }

    /// Deprecations, some of what the operator does not have, and a document of a schema that nobody knows.
    private static func extra(_ made: TestOperator, using generator: inout SeededGenerator) -> [String] {
        let channels = (made.channels.map(\.name) + ["gone"]).map { "\"schema\": \"olm.channel\", \"name\": \"\($0)\"" }
        let bundles = (made.bundles + ["gone"]).map { "\"schema\": \"olm.bundle\", \"name\": \"\($0)\"" }
        let chosen = (channels + bundles + ["\"schema\": \"olm.package\""]).shuffled(using: &generator).prefix(4)
        let entries = chosen.map { "{\"message\": \"\\u00e9 old\", \"reference\": {\($0)}}" }.joined(separator: " ,\n")
        return [
            "{\"schema\": \"olm.deprecations\", \"package\": \"\(made.name)\", \"name\": \"d\", \"entries\": [\(entries)]}",
            "{\"package\": \"\(made.name)\", \"name\": \"x\", \"schema\": \"io.example.x\", \"number\": 1.50}",
        ]
    }

    private static let bytes = Array("{}[]\",:\\0e-tn &*\n#'|>aA".utf8) + [0x00, 0x80, 0xff]

    @Test("comes out of a damaged catalog as a sound one, or not at all", arguments: UInt64(1)...120)
    func fuzz(seed: UInt64) async throws {
        var generator = SeededGenerator(seed: seed)
        var made = TestOperator.random("op", using: &generator)
        made.extraDocuments = Self.extra(made, using: &generator)
        let form = CatalogForm.allCases[Int(seed) % CatalogForm.allCases.count]
        var catalog = try form.catalog([made, RangeOracleTests.foo])
        for _ in 0..<Int.random(in: 1...4, using: &generator) {
            guard let name = catalog.files.keys.sorted().randomElement(using: &generator) else { continue }
            catalog.files[name] = Self.damaged(catalog.files[name] ?? "", using: &generator)
        }
        try bench.write(catalog)
        let fields = SelectionPropertyTests.request(CatalogPackage(made), using: &generator)
        let found = try await bench.resolve("source", fields)
        // A reference that is none is found in what is kept of a sound catalog.
        guard found.errors.allSatisfy({ $0.code == "bad-image" }) else {
            #expect(found.images.isEmpty)
            return
        }
        let image = try #require(found.build?.image)
        try bench.write(image, on: "source", as: "result")
        let result = try await bench.read("result")
        let kept = found.build?.recipe.packages ?? []
        #expect(result.packages.map(\.name) == kept.map(\.name))
        for (package, kept) in zip(result.packages, kept) { #expect(PackageProof(kept, of: package).holds) }
        #expect(
            result.packages.map { $0.bundles.map(\.name).sorted() } == kept.map { $0.entryNames.sorted() }
        )
    }

    /// A text with a byte, a word or a line that is gone, repeated or another one.
    private static func damaged(_ text: String, using generator: inout SeededGenerator) -> String {
        var bytes = Array(text.utf8)
        guard !bytes.isEmpty else { return text }
        let index = Int.random(in: bytes.indices, using: &generator)
        let end = min(bytes.count, index + Int.random(in: 1...40, using: &generator))
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes.remove(at: index)
        case 1: bytes.insert(Self.bytes.randomElement(using: &generator) ?? 0, at: index)
        case 2: bytes.removeSubrange(index..<end)
        case 3: bytes.insert(contentsOf: bytes[index..<end], at: index)
        case 4:
            var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            let line = lines.randomElement(using: &generator) ?? ""
            lines.insert(line, at: Int.random(in: lines.indices, using: &generator))
            return lines.joined(separator: "\n")
        default: bytes[index] = Self.bytes.randomElement(using: &generator) ?? 0
        }
        // What is no text is replaced, which damages it once more.
        return String(decoding: bytes, as: UTF8.self)
    }
}

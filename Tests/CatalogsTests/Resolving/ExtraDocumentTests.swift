// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Plans
import Resolution
import TestSupport
import Testing

@Suite("What a catalog says besides", .waitsForPrograms)
struct ExtraDocumentTests {
    private static let lifecycles = "io.openshift.operators.lifecycles.v1alpha1"

    private let bench: ResolvingBench

    init() throws { bench = try ResolvingBench() }

    private func extra(_ name: String, of package: String?) -> String {
        let owner = package.map { "\"package\":\"\($0)\"," } ?? ""
        return "{\"schema\":\"\(Self.lifecycles)\",\(owner)\"name\":\"\(name)\",\"versions\":[{\"name\":\"1.0\"}]}"
    }

    @Test("stays for packages that are kept and for none, and goes for others", arguments: CatalogForm.allCases)
    func lifecycles(form: CatalogForm) async throws {
        var foo = RangeOracleTests.foo
        foo.extraDocuments = [extra("of-foo", of: "foo")]
        var bar = RangeOracleTests.bar
        bar.extraDocuments = [extra("of-bar", of: "bar")]
        let others = [extra("of-nobody", of: nil), extra("of-nothing", of: ""), extra("of-a-stranger", of: "stranger")]
        try bench.write(try form.catalog([foo, bar], extra: others))
        func names(_ fields: String) async throws -> Set<String> {
            let trip = try await RoundTrip(fields, in: bench)
            #expect(trip.contribution.errors.isEmpty)
            try await trip.check(fields, in: bench)
            return Set(trip.result.documents.filter { $0.schema == Self.lifecycles }.map(\.name))
        }
        #expect(try await names("packages: [{name: foo}]") == ["of-foo", "of-nobody", "of-nothing"])
    }

    @Test("of a package that is all gone goes, and a catalog without packages to keep keeps what is nobody's")
    func heads() async throws {
        var foo = RangeOracleTests.foo
        foo.extraDocuments = [extra("of-foo", of: "foo")]
        let others = [extra("of-nobody", of: nil), extra("of-a-stranger", of: "stranger")]
        try bench.write(try CatalogForm.filePerOperator.catalog([foo], extra: others))
        let trip = try await RoundTrip("", in: bench)
        #expect(
            trip.result.documents.filter { $0.schema == Self.lifecycles }.map(\.name) == ["of-nobody", "of-foo"],
            "a package of which nothing but this is said is none"
        )
    }

    private static func deprecated(_ references: [String]) -> String {
        let entries = references.map { "{\"reference\":{\($0)},\"message\":\"old\"}" }
        return
            "{\"schema\":\"olm.deprecations\",\"package\":\"bar\",\"name\":\"d\",\"entries\":[\(entries.joined(separator: ","))]}"
    }

    private static let references = [
        "\"schema\":\"olm.package\"", "\"schema\":\"olm.channel\",\"name\":\"alpha\"",
        "\"schema\":\"olm.channel\",\"name\":\"stable\"", "\"schema\":\"olm.bundle\",\"name\":\"bar.v0.1.0\"",
        "\"schema\":\"olm.bundle\",\"name\":\"bar.v1.0.0\"",
    ]

    /// What is asked for, and the deprecations that are left, by their numbers; `nil` for no document.
    private static let rows: [(String, [Int]?)] = [
        ("", [0, 1, 2, 4]), ("packages: [{name: bar, channels: [{name: stable}]}]", [0, 2, 4]),
        ("packages: [{name: bar, minVersion: 0.2.0}]", [0, 1, 2, 4]),
        // A channel that is dropped because nothing of it is in range goes from here too.
        ("packages: [{name: bar, defaultChannel: alpha, maxVersion: 0.2.0}]", [0, 1, 3]),
        ("full: true\n    packages: [{name: bar}]", [0, 1, 2, 3, 4]), ("packages: [{name: foo}]", nil),
    ]

    @Test("is deprecated stays so, and what is gone is not spoken of", arguments: rows.indices, CatalogForm.allCases)
    func deprecations(index: Int, form: CatalogForm) async throws {
        let (fields, left) = Self.rows[index]
        var bar = RangeOracleTests.bar
        bar.extraDocuments = [Self.deprecated(Self.references)]
        try bench.write(try form.catalog([RangeOracleTests.foo, bar]))
        let trip = try await RoundTrip(fields, in: bench)
        #expect(trip.contribution.errors.isEmpty)
        try await trip.check(fields, in: bench)
        let texts = zip(trip.result.documents, trip.result.texts).filter { $0.0.schema == "olm.deprecations" }.map(\.1)
        #expect(texts.count == (left == nil ? 0 : 1))
        guard let left, let text = texts.first, left.count < Self.references.count, form != .yaml else { return }
        #expect(text.hasSuffix(Self.deprecated(left.map { Self.references[$0] })), "\(text)")
    }
}

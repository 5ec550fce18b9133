// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import Plans
import TestSupport
import Testing

@testable import Catalogs

/// Bundles and what they need, made by hand.
enum RequirementValues {
    static let api = CatalogAPI(group: "example.com", version: "v1", kind: "Thing")
    static let otherAPI = CatalogAPI(group: "example.com", version: "v2", kind: "Thing")

    static func package(_ name: String, _ range: String) throws -> Requirement {
        .package(name, try VersionRangeExpression(range))
    }

    static func bundle(_ name: String, _ version: String?, _ apis: [CatalogAPI] = []) -> CatalogBundle {
        CatalogBundle(name: name, image: "quay.io/x/\(name):1", version: version, providedAPIs: apis)
    }

    /// A package whose channels have entries that replace each other, newest first, each with a bundle.
    static func operators(_ name: String, default standard: String, _ channels: [(String, [String])]) -> CatalogPackage
    {
        let versions = Set(channels.flatMap(\.1)).sorted()
        return CatalogPackage(
            name: name,
            defaultChannel: standard,
            channels: channels.map { channel, versions in
                let next = versions.dropFirst().map { String?.some("\(name).v\($0)") } + [nil]
                return CatalogChannel(
                    name: channel,
                    entries: zip(versions, next).map { ChannelEntry(name: "\(name).v\($0)", replaces: $1) }
                )
            },
            bundles: versions.map { bundle("\(name).v\($0)", $0) }
        )
    }
}

@Suite("What a bundle needs")
struct RequirementTests {
    private typealias Values = RequirementValues

    private static func requirements() throws -> [(Requirement, String)] {
        let package = try Values.package("foo", ">=1.0.0")
        let api = Requirement.api(Values.api)
        return [
            (package, "the package `foo` in versions `>=1.0.0`"), (api, "the interface `example.com/v1 Thing`"),
            (.all([package, api]), "the package `foo` in versions `>=1.0.0` and the interface `example.com/v1 Thing`"),
            (
                .any([package, api]),
                "either the package `foo` in versions `>=1.0.0` or the interface `example.com/v1 Thing`"
            ),
            (.none([api]), "nothing like the interface `example.com/v1 Thing`"), (.rule("a > b"), "what `a > b` says"),
        ]
    }

    @Test func `is said in words`() throws {
        for (requirement, text) in try Self.requirements() { #expect(requirement.description == text) }
    }

    @Test func `may have a rule anywhere that only a cluster evaluates`() throws {
        let package = try Values.package("foo", "1.0.0")
        let rule = Requirement.rule("x")
        for (requirement, hasRule) in [
            (package, false), (rule, true), (.all([package]), false), (.all([package, rule]), true),
            (.any([rule]), true),
            (.none([.any([.all([rule])])]), true), (.all([]), false),
        ] { #expect(requirement.hasRule == hasRule, "\(requirement)") }
    }

    @Test func `names what would have to be there, and not what must not be`() throws {
        let (one, two) = (try Values.package("one", "1.0.0"), try Values.package("two", "1.0.0"))
        let api = Requirement.api(Values.api)
        #expect(one.offers == [one])
        #expect(Requirement.all([one, .any([two, api])]).offers == [one, two, api])
        #expect(Requirement.all([.none([one]), .rule("x"), two]).offers == [two])
        #expect(Requirement.none([one]).offers == [])
    }

    @Test(
        "is met by a bundle of the package in the range, with a version",
        arguments: [
            ("foo", "1.5.0", true), ("foo", "2.0.0", false), ("foo", "0.9.0", false), ("bar", "1.5.0", false),
            ("foo", nil, false),
            ("foo", "1.5", false),
        ] as [(String, String?, Bool)]
    )
    func packages(package: String, version: String?, holds: Bool) throws {
        let bundle = KeptBundles.Bundle(Values.bundle("b", version), of: package)
        let requirement = try Values.package("foo", ">=1.0.0 <2.0.0")
        #expect(requirement.holds(for: bundle) == holds)
        #expect(Requirement.none([requirement]).holds(for: bundle) == !holds)
        #expect(Requirement.all([requirement, .all([])]).holds(for: bundle) == holds)
        #expect(Requirement.any([requirement]).holds(for: bundle) == holds)
        // One without parts is met by none, and by all.
        #expect(!Requirement.any([]).holds(for: bundle) && Requirement.all([]).holds(for: bundle))
        #expect(!Requirement.rule("x").holds(for: bundle))
    }

    @Test func `is met by a bundle that offers the very interface`() {
        let bundle = KeptBundles.Bundle(Values.bundle("b", nil, [Values.api]), of: "foo")
        #expect(Requirement.api(Values.api).holds(for: bundle))
        #expect(!Requirement.api(Values.otherAPI).holds(for: bundle))
    }

    @Test func `is read of each part of a bundle, and what cannot be read is told`() throws {
        var bundle = Values.bundle("b", "1.0.0")
        bundle.needs.packages = [
            RequiredPackage(name: "one", versionRange: ">=1.0.0"), RequiredPackage(name: "two", versionRange: "soon"),
        ]
        bundle.needs.apis = [Values.api]
        bundle.needs.constraints = [#"{"cel":{"rule":"x"}}"#, "{}"]
        let (read, unreadable) = bundle.requirements
        #expect(read == [try Values.package("one", ">=1.0.0"), .api(Values.api), .rule("x")])
        #expect(unreadable.count == 2)
        #expect(unreadable.first?.hasPrefix("two: ") == true)
        #expect(unreadable.last == "expected one constraint here, found 0")
    }
}

@Suite("A constraint of a bundle")
struct ConstraintDocumentTests {
    private static func read(_ json: String) throws -> Requirement { try ConstraintDocument.requirement(json: json) }

    @Test func `is a package, an interface, a rule, or several of these`() throws {
        let package = #"{"package":{"packageName":"foo","versionRange":">=1.0.0"}}"#
        let gvk = #"{"gvk":{"group":"example.com","version":"v1","kind":"Thing"}}"#
        let foo = try RequirementValues.package("foo", ">=1.0.0")
        let api = Requirement.api(RequirementValues.api)
        #expect(try Self.read(package) == foo)
        #expect(try Self.read(gvk) == api)
        #expect(try Self.read(#"{"cel":{"rule":"a > b"}}"#) == .rule("a > b"))
        for (name, make) in [("all", Requirement.all), ("any", Requirement.any), ("not", Requirement.none)] {
            #expect(try Self.read("{\"\(name)\":{\"constraints\":[\(package),\(gvk)]}}") == make([foo, api]))
            #expect(try Self.read("{\"\(name)\":{\"constraints\":[]}}") == make([]))
        }
        #expect(try Self.read("{\"failureMessage\":\"x\",\"all\":{\"constraints\":[\(package)]}}") == .all([foo]))
    }

    @Test(
        "is refused with its place where it is no constraint",
        arguments: [
            ("{}", "expected one constraint here, found 0"),
            (#"{"any":{},"all":{}}"#, "expected one constraint here, found 2"),
            (#"{"all":{"constraints":[{}]}}"#, "all.constraints.Index 0: expected one constraint here, found 0"),
            (#"{"package":{"packageName":"a"}}"#, "versionRange"), (#"{"gvk":{"group":"a","version":"b"}}"#, "kind"),
            (#"{"cel":{}}"#, "rule"), ("[]", ""), ("no JSON", ""), (#"{"all":[]}"#, ""),
            (#"{"package":{"packageName":"a","versionRange":"soon"}}"#, "soon"),
        ]
    )
    func refused(json: String, text: String) {
        let error = #expect(throws: (any Error).self) { try Self.read(json) }
        let found = error.map { "\($0)" } ?? ""
        #expect(!found.isEmpty && (text.isEmpty || found.contains(text)), "\(found)")
    }

    @Test func `may nest as deep as anybody writes, and no deeper`() throws {
        func nested(_ depth: Int) -> String {
            String(repeating: #"{"all":{"constraints":["#, count: depth) + #"{"cel":{"rule":"x"}}"#
                + String(repeating: "]}}", count: depth)
        }
        #expect(try Self.read(nested(10)).hasRule)
        #expect(throws: (any Error).self) { try Self.read(nested(40)) }
    }
}

@Suite("What of a need nothing meets")
struct UnmetNeedTests {
    private typealias Values = RequirementValues

    private let kept: KeptBundles
    private let there: Requirement
    private let absent: Requirement

    init() throws {
        var kept = KeptBundles()
        kept.add(Values.bundle("foo.v1", "1.0.0", [Values.api]), of: "foo")
        self.kept = kept
        there = try Values.package("foo", ">=1.0.0")
        absent = try Values.package("bar", ">=1.0.0")
    }

    @Test func `is nothing where the package, or the interface, is kept`() throws {
        #expect(kept.unmet(there).isEmpty)
        #expect(kept.unmet(.api(Values.api)).isEmpty)
        #expect(kept.unmet(try Values.package("foo", ">=2.0.0")).map(\.requirement.description).count == 1)
        #expect(kept.unmet(absent) == [Need(absent, [])])
        #expect(kept.unmet(.api(Values.otherAPI)) == [Need(.api(Values.otherAPI), [])])
    }

    @Test func `is each part of several, and alternatives as one`() {
        #expect(kept.unmet(.all([there, absent])) == [Need(absent, [])])
        #expect(kept.unmet(.any([absent, there])).isEmpty)
        let none = Requirement.any([absent, .api(Values.otherAPI)])
        #expect(kept.unmet(.all([there, none])) == [Need(none, [])])
        // What only a cluster evaluates counts as met, and so does what must not be there.
        #expect(kept.unmet(.all([.rule("x"), .none([there])])).isEmpty)
    }

    @Test func `is what is kept, too, where another part says that this does not count`() throws {
        let excluded = try Values.package("foo", "1.0.0")
        let both = Requirement.all([there, .none([excluded])])
        #expect(kept.unmet(both) == [Need(there, [excluded])])
        var more = kept
        more.add(Values.bundle("foo.v2", "2.0.0"), of: "foo")
        #expect(more.unmet(both).isEmpty)
    }

    @Test(
        "is met by a bundle with a version that no exclusion holds for",
        arguments: [("1.5.0", true), ("1.0.0", false), ("0.1.0", false), (nil, false)] as [(String?, Bool)]
    )
    func candidates(version: String?, isMet: Bool) throws {
        let need = Need(there, [try Values.package("foo", "1.0.0")])
        #expect(need.isMet(by: Values.bundle("b", version), of: "foo") == isMet)
        #expect(!need.isMet(by: Values.bundle("b", version), of: "bar"))
    }
}

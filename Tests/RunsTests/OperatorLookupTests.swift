// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Diagnostics
import Foundation
import Registry
import Scheduling
import TestSupport
import Testing

@testable import Runs

/// Looking up operators in a catalog on loopback.
@Suite("The lookup of operators")
struct OperatorLookupTests {
    private let world: RunWorld
    private let catalog: String

    init() throws {
        world = try RunWorld()
        catalog = "\(world.source.server.host)/redhat/index:v4.18"
        try serve(
            TestCatalog([
                TestOperator(
                    "lamp",
                    default: "stable",
                    [("stable", ["lamp.v2 > lamp.v1", "lamp.v1"]), ("fast", ["lamp.v2"])]
                ),
                TestOperator("bulb", default: "beta", [("beta", ["bulb.v1"])]),
            ])
        )
    }

    private func serve(_ catalog: TestCatalog) throws {
        world.source.add(try catalog.image(), to: "redhat/index", tag: "v4.18")
    }

    private func find(
        _ catalog: String? = nil,
        package: String? = nil,
        channel: String? = nil
    ) async throws -> (found: FoundOperators, events: [OperatorLookupEvent]) {
        let heard = Guarded<[OperatorLookupEvent]>([])
        let lookup = OperatorLookup(client: .test(.source), cache: world.place) { event in
            heard.withLock { $0.append(event) }
        }
        let found = try await lookup.find(
            in: catalog ?? self.catalog,
            package: package,
            channel: channel
        )
        return (found, heard.withLock { $0 })
    }

    @Test("finds all operators, and tells what it reads")
    func all() async throws {
        let (found, events) = try await find()
        guard case .all(let packages) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(packages.map(\.name) == ["bulb", "lamp"])
        #expect(packages.map(\.defaultChannel) == ["beta", "stable"])
        #expect(events.first == .reading && events.count > 1)
        #expect(!events.contains { if case .unreadable = $0 { true } else { false } })
    }

    @Test("finds one operator with its channels")
    func package() async throws {
        guard case .package(let package) = try await find(package: "lamp").found else {
            Issue.record("no package")
            return
        }
        #expect(package.name == "lamp" && Set(package.channels.map(\.name)) == ["fast", "stable"])
    }

    @Test("finds one channel of an operator")
    func channel() async throws {
        guard
            case .channel(let channel, let package) = try await find(package: "lamp", channel: "stable")
                .found
        else {
            Issue.record("no channel")
            return
        }
        #expect(package.name == "lamp" && Set(channel.entries.map(\.name)) == ["lamp.v1", "lamp.v2"])
    }

    @Test("names what is there where an operator or a channel is not")
    func unknown() async throws {
        let misses: [(package: String, channel: String?, error: UnknownInCatalog)] = [
            (
                "lampe", nil, .init(kind: .package, name: "lampe", whole: catalog, known: ["bulb", "lamp"])
            ),
            (
                "none", "stable",
                .init(kind: .package, name: "none", whole: catalog, known: ["bulb", "lamp"])
            ),
            ("bulb", "stable", .init(kind: .channel, name: "stable", whole: "bulb", known: ["beta"])),
        ]
        for (package, channel, error) in misses {
            await #expect(throws: error) { try await find(package: package, channel: channel) }
        }
    }

    @Test("hides no operator behind one that cannot be read")
    func unreadable() async throws {
        var broken = try TestCatalog([
            TestOperator("lamp", default: "stable", [("stable", ["lamp.v1"])])
        ])
        broken.files["odd/catalog.json"] = """
            {"schema": "olm.package", "name": "odd", "defaultChannel": "stable"}
            {"schema": "olm.channel", "name": "stable", "package": "odd", "entries": [{"name": "odd.v1"}]}

            """
        try serve(broken)
        let (found, events) = try await find()
        guard case .all(let packages) = found else {
            Issue.record("\(found)")
            return
        }
        #expect(packages.map(\.name).contains("lamp"))
        let unreadable = events.compactMap { if case .unreadable(let text) = $0 { text } else { nil } }
        #expect(packages.count + unreadable.count == 2)
    }

    @Test("fails where there is no such catalog", arguments: ["redhat/index:v9", "none:v1"])
    func noCatalog(name: String) async throws {
        await #expect(throws: (any Error).self) {
            try await find("\(world.source.server.host)/\(name)")
        }
    }

    @Test("names at most twenty of what is known")
    func manyKnown() {
        let names = (10..<40).map { "operator-\($0)" }
        let error = UnknownInCatalog(kind: .package, name: "zebra", whole: "index", known: names)
        #expect(error.description.hasSuffix("it has: \(names.prefix(20).joined(separator: ", "))"))
        let near = UnknownInCatalog(
            kind: .channel,
            name: "stabel",
            whole: "lamp",
            known: ["fast", "stable"]
        )
        #expect(near.description == "lamp has no channel `stabel`\ndid you mean `stable`?")
    }
}

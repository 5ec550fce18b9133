// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Runs
import Testing

@testable import Compatibility

@Suite("The answer of `list operators`")
struct OperatorAnswerTests {
    private static func bundle(_ name: String, _ version: String?, called displayName: String? = nil) -> CatalogBundle {
        var bundle = CatalogBundle(name: name, image: "quay.io/x/\(name)", version: version)
        bundle.displayName = displayName
        return bundle
    }

    private static let foo = CatalogPackage(
        name: "foo",
        defaultChannel: "beta",
        channels: [
            CatalogChannel(
                name: "stable",
                entries: [.init(name: "foo.v2", replaces: "foo.v1"), .init(name: "foo.v1")]
            ),
            CatalogChannel(name: "beta", entries: [.init(name: "foo.v1"), .init(name: "foo.v3")]),
        ],
        bundles: [
            bundle("foo.v3", "1.10.0", called: "Foo Operator"), bundle("foo.v1", "1.2.0"), bundle("foo.v2", "1.9.0"),
        ]
    )
    private static let bar = CatalogPackage(name: "bar", defaultChannel: "stable")

    @Test("lists operators by name, with their name for people and their default channel")
    func operators() {
        #expect(
            OperatorAnswer(.all([Self.foo, Self.bar])).text == """
                NAME  DISPLAY NAME  DEFAULT CHANNEL
                bar                 stable
                foo   Foo Operator  beta

                """
        )
    }

    @Test("lists the channels of an operator with their heads, a line for each head")
    func channels() {
        #expect(
            OperatorAnswer(.package(Self.foo)).text == """
                NAME  DISPLAY NAME  DEFAULT CHANNEL
                foo   Foo Operator  beta

                PACKAGE  CHANNEL  HEAD
                foo      beta     foo.v1
                foo      beta     foo.v3
                foo      stable   foo.v2

                """
        )
    }

    @Test("lists the versions of a channel from the lowest to the highest, by number")
    func versions() {
        #expect(OperatorAnswer(.channel(Self.foo.channels[0], of: Self.foo)).text == "VERSIONS\n1.2.0\n1.9.0\n")
        #expect(OperatorAnswer(.channel(Self.foo.channels[1], of: Self.foo)).text == "VERSIONS\n1.2.0\n1.10.0\n")
    }

    @Test("names a bundle without a version by its name")
    func nameless() {
        let channel = CatalogChannel(name: "stable", entries: [.init(name: "foo.v1")])
        let package = CatalogPackage(
            name: "foo",
            defaultChannel: "stable",
            channels: [channel],
            bundles: [Self.bundle("foo.v1", nil)]
        )
        #expect(OperatorAnswer(.channel(channel, of: package)).text == "VERSIONS\nfoo.v1\n")
    }

    @Test("lists catalogs with Red Hat's own first, and the versions that there are some for")
    func catalogs() {
        let names = ["certified-operator-index", "community-operator-index", "redhat-operator-index"]
        let catalogs = names.map {
            PublishedCatalogs.Listed(repository: "registry.redhat.io/redhat/\($0)", version: .made("4.17"))
        }
        #expect(
            OperatorAnswer.catalogs(catalogs, of: .made("4.17")).text == """
                Operator catalogs:
                OpenShift 4.17:
                registry.redhat.io/redhat/redhat-operator-index:v4.17
                registry.redhat.io/redhat/certified-operator-index:v4.17
                registry.redhat.io/redhat/community-operator-index:v4.17

                """
        )
        let versions = OperatorAnswer.versions([.made("4.9"), .made("4.17")])
        #expect(versions.text == "Operator catalogs are published for:\n  v4.9\n  v4.17\n")
    }
}

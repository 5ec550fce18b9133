// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Foundation
import Reviews
import Testing
import Views

@Suite("Operators as they are listed")
struct OperatorViewTests {
    private let operators = [
        CatalogPackage(
            name: "pump",
            defaultChannel: "stable",
            channels: [
                CatalogChannel(
                    name: "stable",
                    entries: [
                        ChannelEntry(name: "pump.v1.0.0", replaces: nil, skips: [], skipRange: nil),
                        ChannelEntry(
                            name: "pump.v1.1.0",
                            replaces: "pump.v1.0.0",
                            skips: ["pump.v1.0.1"],
                            skipRange: "<1.1.0"
                        ),
                    ]
                ),
                CatalogChannel(
                    name: "alpha",
                    entries: [ChannelEntry(name: "pump.v2.0.0", replaces: nil, skips: [], skipRange: nil)]
                ),
            ],
            bundles: [
                bundle(name: "pump.v1.1.0", image: "r.io/pump@1.1", version: "1.1.0", displayName: "Pump One"),
                bundle(name: "pump.v1.0.0", image: "r.io/pump@1.0", version: "1.0.0", displayName: "Old pump"),
                bundle(name: "pump.v2.0.0", image: "r.io/pump@2.0", version: "2.0.0", displayName: nil),
            ]
        ),
        CatalogPackage(name: "bare", defaultChannel: "none"),
    ]

    @Test("have a name, what user interfaces call them, and the channel that clusters take")
    func list() throws {
        let view = OperatorListView(packages: operators.map(ListedOperator.init))
        #expect(
            view.text(.plain, true) == """
                NAME  DISPLAY NAME  DEFAULT CHANNEL
                pump  Pump One      stable
                bare                none

                """
        )
        #expect(view.text(.plain, false) == "pump\tPump One\tstable\nbare\t\tnone\n")
        let objects = try JSONDecoder().decode([[String: String]].self, from: Data(view.json().utf8))
        #expect(
            objects == [
                ["name": "pump", "display_name": "Pump One", "default_channel": "stable"],
                ["name": "bare", "display_name": "", "default_channel": "none"],
            ]
        )
    }

    @Test("have channels by name, with their heads and how versions update")
    func one() throws {
        let text = OperatorView(package: operators[0]).text(.plain, true)
        #expect(
            text.hasPrefix(
                """
                NAME  DISPLAY NAME  DEFAULT CHANNEL
                pump  Pump One      stable

                PACKAGE  CHANNEL  HEAD
                pump     alpha    pump.v2.0.0
                pump     stable   pump.v1.1.0

                alpha

                """
            )
        )
        #expect(text.contains("\nstable (default)\n"))
        #expect(text.components(separatedBy: "(default)").count == 2)
    }

    @Test("are the same as JSON, with the versions of bundles")
    func json() throws {
        let text = try OperatorView(package: operators[0]).json()
        let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
        #expect(object["display_name"] as? String == "Pump One")
        let channels = try #require(object["channels"] as? [[String: Any]])
        #expect(channels.map { $0["name"] as? String } == ["alpha", "stable"])
        #expect(channels.map { $0["heads"] as? [String] } == [["pump.v2.0.0"], ["pump.v1.1.0"]])
        let entries = try #require(channels[1]["entries"] as? [[String: Any]])
        #expect(entries.map { $0["version"] as? String } == ["1.0.0", "1.1.0"])
        #expect(entries[1]["replaces"] as? String == "pump.v1.0.0")
        #expect(entries[1]["skips"] as? [String] == ["pump.v1.0.1"])
        #expect(entries[1]["skip_range"] as? String == "<1.1.0")
        #expect(entries[0]["replaces"] == nil)
    }

    @Test("have the versions of a channel from the lowest to the highest")
    func channel() throws {
        let view = OperatorChannelView(package: operators[0], channel: operators[0].channels[0])
        #expect(
            view.text(.plain, true) == """
                VERSION  BUNDLE       IMAGE
                1.0.0    pump.v1.0.0  r.io/pump@1.0
                1.1.0    pump.v1.1.0  r.io/pump@1.1

                """
        )
        let objects = try JSONDecoder().decode([[String: String]].self, from: Data(view.json().utf8))
        #expect(objects.map { $0["name"] } == ["pump.v1.0.0", "pump.v1.1.0"])
        #expect(objects[0] == ["name": "pump.v1.0.0", "version": "1.0.0", "image": "r.io/pump@1.0"])
    }
}

/// A bundle with the name that user interfaces show.
private func bundle(name: String, image: String, version: String, displayName: String?) -> CatalogBundle {
    var bundle = CatalogBundle(name: name, image: image, version: version)
    bundle.displayName = displayName
    return bundle
}

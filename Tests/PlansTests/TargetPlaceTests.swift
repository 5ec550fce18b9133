// SPDX-License-Identifier: Apache-2.0

import Foundation
import Plans
import TestSupport
import Testing

@Suite("The place of a target")
struct TargetPlaceTests {
    @Test(
        "is a registry, or the folder behind `file://`",
        arguments: [
            ("mirror.example:5000/ocp", .registry("mirror.example:5000/ocp")),
            ("file:///media/usb", .archive(folder: "/media/usb")),
            ("file://usb", .archive(folder: "usb")),
            ("file://", .archive(folder: "")),
            ("file://localhost/usb", .archive(folder: "localhost/usb")),
            ("file:/usb", .registry("file:/usb")),
            ("FILE:///usb", .registry("FILE:///usb")),
            ("docker://mirror.example", .registry("docker://mirror.example")),
            ("", .registry("")),
            ("file://\u{301}usb", .archive(folder: "\u{301}usb")),
        ] as [(String, TargetPlace)]
    )
    func parses(text: String, place: TargetPlace) throws {
        #expect(TargetPlace(text) == place)
        #expect(Array(place.description.utf8) == Array(text.utf8))
        #expect(place.isArchive == (place.folder != nil))
        let json = try JSONEncoder().encode([text])
        #expect(try JSONDecoder().decode([TargetPlace].self, from: json) == [place])
        #expect(try JSONEncoder().encode([place]) == json)
    }

    @Test(
        "is spelled for the command line with what it is",
        arguments: [
            ("docker://mirror.example:5000/ocp", .registry("mirror.example:5000/ocp")),
            ("file:///media/usb", .archive(folder: "/media/usb")),
            ("docker://", .registry("")),
        ] as [(String, TargetPlace)]
    )
    func arguments(text: String, place: TargetPlace) {
        #expect(TargetPlace(argument: text) == place)
        #expect(place.argument == text)
    }

    @Test(
        "is nothing on the command line without that",
        arguments: ["mirror.example", "", "/media/usb", "https://mirror.example", "docker:mirror.example", "oci://a"]
    )
    func noArguments(text: String) { #expect(TargetPlace(argument: text) == nil) }

    @Test("is the host of container tools in the names of an archive, and its own name elsewhere")
    func roots() {
        let (registry, archive) = (PlanTarget(.registry("a.example/b")), PlanTarget(.archive(folder: "/usb")))
        #expect(registry.root == "a.example/b" && registry.name == "a.example/b")
        #expect(archive.root == "localhost" && archive.name == "file:///usb")
        #expect(registry.shown("a.example/b/c:1") == "a.example/b/c:1")
        #expect(archive.shown("localhost/c:1") == "c:1")
    }
}

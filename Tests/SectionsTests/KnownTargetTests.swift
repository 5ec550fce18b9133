// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Ledger
import OCI
import Resolution
import TestSupport
import Testing

@testable import Plans
@testable import Sections

@Suite("What ledgers know of a target")
struct KnownTargetTests {
    private static let name = "mirror.example:5000/ocp"

    private static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func image(_ place: String, _ type: ImageType, origins: [String]) -> PlacedImage {
        PlacedImage(
            destination: PlacedName("\(name)/\(place)"),
            digest: digest(place),
            type: type,
            origins: origins
        )
    }

    private static func ledger(_ images: [PlacedImage], target: String = name) -> TargetLedger {
        var ledger = TargetLedger(target: target)
        for image in images {
            ledger.entries[image.destination] = .init(
                image: image,
                placed: true,
                knowsAttachments: true,
                wantedBy: ["isc.yaml"]
            )
        }
        return ledger
    }

    private let images = [
        image("a/b:1", .additionalImage, origins: ["quay.io/a/b:1"]),
        image("a/b:2", .additionalImage, origins: ["quay.io/a/b:2"]),
        image("c/d:1", .additionalImage, origins: ["quay.io/c/d:1"]),
        image("op/bundle:v1", .operatorBundle, origins: ["quay.io/op/bundle@v1"]),
        image("op/run:x", .operatorRelatedImage, origins: ["quay.io/op/run@x", "quay.io/op/run:x"]),
    ]

    private func target(_ ledger: TargetLedger, neighbours: [TargetLedger] = []) throws -> KnownTarget {
        let mapping = DestinationMapping(target: try MirrorTarget("docker://\(Self.name)"))
        return KnownTarget(mapping: mapping, ledger: ledger, neighbours: neighbours)
    }

    private func repository(_ name: String) throws -> Repository { try Repository("\(Self.name)/\(name)") }

    @Test("are the repositories of a type, each once")
    func repositories() throws {
        let target = try target(Self.ledger(images))
        #expect(try target.repositories(of: .additionalImage) == [repository("a/b"), repository("c/d")])
        #expect(try target.repositories(of: .operatorBundle) == [repository("op/bundle")])
        #expect(target.repositories(of: .operatorCatalog).isEmpty)
    }

    @Test("are the tags of a repository")
    func tags() throws {
        let target = try target(Self.ledger(images))
        #expect(try target.tags(in: repository("a/b")) == ["1", "2"])
        #expect(try target.tags(in: repository("a")) == [] && target.tags(in: repository("none")) == [])
    }

    /// Whether anything was mirrored to the namespace, the other namespaces, and the names in the warning.
    @Test(
        "warn of a namespace that nothing was mirrored to, where another one of the registry is known",
        arguments: [
            (
                false, ["mirror.example:5000/b", "mirror.example:5000/a"],
                "docker://mirror.example:5000/a, docker://mirror.example:5000/b"
            ),
            (true, ["mirror.example:5000/a"], nil), (false, [], nil),
        ] as [(Bool, [String], String?)]
    )
    func otherNamespace(isKnown: Bool, others: [String], names: String?) throws {
        let ledger = Self.ledger(isKnown ? images : [])
        let finding = try target(ledger, neighbours: others.map { Self.ledger([], target: $0) }).otherNamespace
        #expect((finding == nil) == (names == nil))
        guard let finding, let names else { return }
        #expect(finding.severity == .warning && finding.code == .otherNamespace)
        #expect(finding.text.contains(names) && finding.text.contains("--to"), "\(finding.text)")
    }

    // MARK: Where operators' images lie

    private func desired(_ origin: String, _ type: ImageType) throws -> DesiredImage {
        DesiredImage(
            origin: try ImageSource(origin),
            role: ImageRole(type),
            destination: Destination(repository: try repository("usual"), tag: try Tag("1")),
            request: ImageRequest(by: ["x"])
        )
    }

    @Test("put operators' images at all their places, and leave others at their own")
    func places() throws {
        let origin = "quay.io/op/bundle:v1"
        let ledger = Self.ledger([
            Self.image("z/bundle:v1", .operatorBundle, origins: [origin]),
            Self.image("a/bundle:v1", .operatorBundle, origins: [origin, "quay.io/other:1"]),
            Self.image("plain:1", .additionalImage, origins: [origin]),
        ])
        let places = LedgerPlaces(ledger)
        let placed = places.placed(try desired(origin, .operatorBundle)).map { "\($0.destination)" }
        #expect(placed == ["\(Self.name)/a/bundle:v1", "\(Self.name)/z/bundle:v1"])
        for image in [try desired(origin, .additionalImage), try desired("quay.io/unknown:1", .operatorBundle)] {
            #expect(places.placed(image) == [image])
        }
        #expect(places.places(of: "quay.io/other:1").map { "\($0)" } == ["\(Self.name)/a/bundle:v1"])
        #expect(places.places(of: "quay.io/none:1") == [])
        #expect(try places.repositories == [repository("a/bundle"), repository("z/bundle")])
    }

    @Test("count for departing only what nothing keeps")
    func departing() throws {
        let images = [try desired("quay.io/a:1", .additionalImage), try desired("quay.io/b:1", .additionalImage)]
        let moved = images[1].placed(at: Destination(repository: try repository("kept"), tag: try Tag("1")))
        var kept = NeededImages()
        kept.need(moved.destination, by: "keep.yaml")
        let departing = DepartingImages([images[0], moved], except: kept)
        #expect(departing.going == [images[0]])
        #expect(try departing.repositories == [repository("usual"), repository("kept")])
        #expect(DepartingImages([images[0], moved]).going.count == 2)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Ledger
import OCI
import Planning
import Resolution
import TestSupport
@testable import Plans

/// Values from which planner tests are made; nothing here touches a network.
struct Scene {
    var target = "mirror.example:5000/ocp"
    var images: [DesiredImage] = []
    var observed = ObservedState()
    var ledger = TargetLedger(target: "mirror.example:5000/ocp")
    var options = PlanOptions()
    var configuration = "isc.yaml"
    /// What volumes are filled, where the target is an archive.
    var archive: ArchiveRequest?

    var plan: Plan {
        get throws {
            Planner(
                desired: DesiredState(
                    configuration: ConfigurationRecord(path: configuration, digest: Digest(of: Array("isc".utf8))),
                    target: try MirrorTarget(registry: target),
                    images: images
                ),
                observed: observed,
                ledger: ledger,
                options: options,
                archive: archive
            ).plan()
        }
    }

    /// Wants an image and says what is found of it.
    mutating func add(
        _ origin: String,
        as name: String,
        layers: [String] = [],
        at destination: Digest? = nil,
        attachments: ImageObservation.Attachments = .found([]),
        isInSync: Bool = false,
        tree: ImageTree? = nil
    ) throws {
        let tree = try tree ?? Scene.tree(layers)
        let digest = tree.root.descriptor.digest
        let root = PlanTarget(TargetPlace(target)).root
        let image = try Scene.image(origin, as: "\(root)/\(name)", index: images.count)
        images.append(image)
        observed.images[image] = ImageObservation(
            source: .found(image.reference?.digest ?? digest),
            destination: isInSync ? digest : destination,
            tree: isInSync ? nil : tree,
            attachments: isInSync ? .known : attachments
        )
    }

    static func image(_ origin: String, as destination: String, index: Int = 0) throws -> DesiredImage {
        let reference = try ImageReference(destination)
        guard let tag = reference.tag else { throw ReferenceError(text: destination, message: "needs a tag") }
        return DesiredImage(
            origin: try ImageSource(origin),
            role: ImageRole(.additionalImage),
            destination: Destination(repository: reference.repository, tag: tag),
            request: ImageRequest(by: ["mirror.additionalImages[\(index)]"], at: "isc.yaml:\(index + 5):11")
        )
    }

    /// An image whose layers are the bytes of the given texts, or claim to be longer than these.
    static func tree(_ layers: [String], sizes: [String: Int64] = [:]) throws -> ImageTree {
        func descriptor(_ text: String) -> String {
            """
            {"mediaType":"application/vnd.oci.image.layer.v1.tar","digest":"\(digest(text))",\
            "size":\(sizes[text] ?? Int64(text.utf8.count))}
            """
        }
        let json = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":\(descriptor("config of \(layers.joined())")),\
            "layers":[\(layers.map(descriptor).joined(separator: ","))]}
            """
        return ImageTree(root: try Manifest(Array(json.utf8)))
    }

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }
}

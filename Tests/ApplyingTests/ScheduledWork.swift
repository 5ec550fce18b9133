// SPDX-License-Identifier: Apache-2.0

import OCI
import TestSupport
import Testing
@testable import Plans

@testable import Applying

/// Images and blobs of a plan, by short names.
struct ScheduledWork {
    var pending: [Int: PlannedImage] = [:]
    var blobs: [String: BlobTransfer] = [:]
    private var contents: [String: PlacedName] = [:]

    mutating func image(
        _ repository: String,
        layers: [String],
        attachedTo subject: String? = nil,
        partOf wholes: [String] = [],
        _ index: Int? = nil
    ) throws {
        let manifest = try ScheduledWork.manifest(layers)
        let destination: PlacedName = "reg.io/\(repository):1"
        contents[repository] = "reg.io/\(repository)@\(manifest.descriptor.digest)"
        let action = Action(
            kind: .copy,
            type: subject == nil ? .additionalImage : .signature,
            origins: ["quay.io/\(repository):1"],
            source: "quay.io/\(repository)@\(manifest.descriptor.digest)",
            destination: destination,
            digest: manifest.descriptor.digest,
            size: 1,
            transfer: 1,
            expect: .init(destination: nil),
            reason: "",
            requestedBy: [],
            attachedTo: subject.flatMap { contents[$0] },
            partOf: wholes.isEmpty ? nil : wholes.map { PlacedName("reg.io/\($0):1") }
        )
        let reference = try destination.reference()
        pending[index ?? pending.count] = PlannedImage(
            action: action,
            repository: reference.repository,
            reference: try #require(reference.manifestReference),
            place: try action.source.store(),
            tree: ImageTree(root: manifest)
        )
        for layer in layers {
            let text = PlacedRepository(reference.repository)
            if blobs[layer] == nil {
                blobs[layer] = BlobTransfer(
                    digest: ScheduledWork.digest(layer),
                    size: Int64(layer.utf8.count),
                    source: "quay.io/\(repository)",
                    home: text,
                    atHome: false,
                    mountInto: []
                )
            } else if blobs[layer]?.home != text {
                blobs[layer]?.fields.mountInto.append(text)
            }
        }
    }

    var schedule: ApplySchedule { ApplySchedule(pending, blobs: blobs.values.sorted { $0.digest < $1.digest }) }

    static func digest(_ text: String) -> Digest { Digest(of: Array(text.utf8)) }

    private static func manifest(_ layers: [String]) throws -> Manifest {
        let list = layers.map {
            "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"\(digest($0))\",\"size\":\($0.utf8.count)}"
        }
        let json = """
            {"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json",\
            "config":\(list[0]),"layers":[\(list.joined(separator: ","))]}
            """
        return try Manifest(Array(json.utf8))
    }
}

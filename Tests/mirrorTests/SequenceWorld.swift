// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
import Plans
import Registry
import SequenceMetadata
import TestSupport
import Testing

/// A mirror that oc-mirror v1 has filled, or might have: a source, a target, and a place for metadata.
final class SequenceWorld: Sendable {
    let upstream: RegistryProcess
    let target: RegistryProcess
    let shop: Workshop

    init() throws {
        upstream = try RegistryProcess()
        target = try RegistryProcess()
        shop = try Workshop(
            insecure: upstream.host,
            target.host,
            variables: ["MIRROR_TO": "docker://\(target.host)/ocp"]
        )
    }

    var root: String { "\(target.host)/ocp" }

    /// Pushes an image to the source, and returns its name.
    @discardableResult
    func push(_ image: TestImage, as name: String, tag: String = "1") async throws -> String {
        try await image.push(to: upstream.host.repository(name), tag: tag, with: fillingClient())
        return "\(upstream.host)/\(name):\(tag)"
    }

    /// Writes a configuration of v1alpha2 with additional images.
    func configure(_ images: [String], storage: String = "local: {path: ./meta}", as name: String = "isc.yaml") throws {
        let lines =
            [
                "kind: ImageSetConfiguration", "apiVersion: mirror.openshift.io/v1alpha2", "storageConfig:",
                "  \(storage)",
                "mirror:", "  additionalImages:",
            ] + images.map { "  - name: \($0)" }
        try shop.folder.write(lines.joined(separator: "\n") + "\n", to: "work/\(name)")
    }

    /// Plans.
    func plan(_ options: String...) throws -> ToolRun { try shop.run(["plan", "-c", "isc.yaml"] + options) }

    /// Plans and applies, and expects both to succeed.
    func mirror(_ options: String...) throws {
        let plan = try shop.run(["plan", "-c", "isc.yaml"] + options)
        try #require(plan.status == 0, "\(plan.output)\(plan.errors)")
        let apply = try shop.mirror("apply", "plan.json")
        try #require(apply.status == 0, "\(apply.output)\(apply.errors)")
    }

    /// The plan that was written last.
    var written: Plan {
        get throws { try PlanFile(reading: Data(shop.folder.read("work/plan.json"))).plan }
    }

    /// The metadata of the local place.
    func metadata(_ folder: String = "meta") throws -> WorkspaceMetadata {
        try MetadataReader.read(Array(shop.folder.read("work/\(folder)/publish/.metadata.json")), from: "x").metadata
    }

    /// The metadata in an image, as skopeo and tar see it.
    func metadata(in image: String) throws -> [UInt8] {
        let folder = shop.folder["image-\(UUID().uuidString)"]
        let copy = try shop.outside("skopeo", "copy", "--src-tls-verify=false", "docker://\(image)", "dir:\(folder)")
        guard copy.status == 0 else { throw OutsideFailure(errors: copy.errors) }
        let manifest = try Manifest(
            Array(Data(contentsOf: URL(filePath: "\(folder)/manifest.json"))),
            mediaType: .dockerManifest
        )
        guard case .image(_, let layers) = manifest.content, let layer = layers.last else {
            throw OutsideFailure(errors: "no layer")
        }
        let run = try shop.outside(
            "tar",
            "--extract",
            "--gzip",
            "--to-stdout",
            "--file",
            "\(folder)/\(layer.digest.hex)",
            "publish/.metadata.json"
        )
        return Array(run.output.utf8)
    }

    /// Writes metadata where the configuration keeps it, as oc-mirror does: over a longer value.
    func keep(_ metadata: WorkspaceMetadata, tail: String = "") throws {
        try shop.folder.write(
            String(decoding: metadata.bytes, as: UTF8.self) + tail,
            to: "work/meta/publish/.metadata.json"
        )
    }

    /// Writes metadata where a target has it.
    func publish(_ metadata: WorkspaceMetadata, as tag: String? = nil) async throws {
        let image = try MetadataImage.build(metadata)
        let repository = try target.host.repository("ocp/oc-mirror")
        let client = fillingClient()
        for blob in image.tree.blobs {
            guard case .bytes(let bytes)? = image.blobs[blob.digest],
                case .session(let session) = try await client.beginUpload(repository)
            else { continue }
            try await client.upload(session, blob, MemoryStream(bytes))
        }
        try await client.put(image.tree.root, to: repository, as: .tag(try Tag(tag ?? metadata.uid.description)))
    }

    /// An image at the target as metadata knows it from a run to disk.
    func association(_ image: TestImage, as name: String, tag: String = "1") throws -> [Association] {
        try RecordedImage(
            .generic,
            ImageTree(root: image.top, children: Array(image.manifests.dropLast())),
            from: upstream.host.repository(name),
            at: .disk(repository: name, tag: tag)
        ).associations
    }

    /// Metadata of some sequence with these images.
    func sequence(_ number: Int, uid: String, _ images: [Association]) throws -> WorkspaceMetadata {
        WorkspaceMetadata(
            uid: try #require(WorkspaceID(uid)),
            pastMirror: PastMirror(
                timestamp: 1_796_005_763,
                sequence: number,
                configuration: MirrorSection(additionalImages: images.map(\.name)),
                associations: images
            ),
            pastAssociations: images
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import MirrorConfiguration
import OCI
import YAML

/// Reads the files of a payload and reports the place of a problem in them.
struct PayloadDocuments {
    let payload: ImageReference
    let files: [String: [UInt8]]

    /// Reads the version, which must be the same in every file, and the components by name.
    func release() throws(PayloadError) -> (version: SemanticVersion, components: [ReleasePayload.Component]) {
        guard let bytes = files[PayloadFile.imageReferences] else {
            throw failure(.missingFile, in: PayloadFile.imageReferences)
        }
        let stream = try decode(ImageStream.self, bytes, in: PayloadFile.imageReferences)
        guard stream.kind == "ImageStream" else {
            throw failure(
                .malformed("found the kind `\(printable(stream.kind))`, expected `ImageStream`"),
                in: PayloadFile.imageReferences
            )
        }
        let version = try version(stream.metadata.name, in: PayloadFile.imageReferences, at: "metadata.name")
        try checkMetadata(version)
        return (version, try components(stream.spec.tags ?? []))
    }

    private func checkMetadata(_ version: SemanticVersion) throws(PayloadError) {
        guard let bytes = files[PayloadFile.metadata] else { return }
        let metadata = try decode(ReleaseMetadata.self, bytes, in: PayloadFile.metadata)
        guard metadata.kind == ReleaseMetadata.kind else {
            throw failure(
                .malformed("found the kind `\(printable(metadata.kind))`, expected `\(ReleaseMetadata.kind)`"),
                in: PayloadFile.metadata
            )
        }
        let other = try self.version(metadata.version, in: PayloadFile.metadata, at: "version")
        // Versions that differ only in build metadata are equal by the rules, but are different releases.
        guard other.description == version.description else {
            throw failure(.contradictoryVersions("\(version)", "\(other)"), in: PayloadFile.metadata, at: "version")
        }
    }

    private func components(_ tags: [ImageStream.Tag]) throws(PayloadError) -> [ReleasePayload.Component] {
        guard !tags.isEmpty else { throw failure(.noComponents, in: PayloadFile.imageReferences, at: "spec.tags") }
        var images: [String: ImageReference] = [:]
        for (index, tag) in tags.enumerated() {
            let place = "spec.tags[\(index)] (`\(printable(tag.name))`)"
            guard (try? OCI.Tag(tag.name)) != nil else {
                throw failure(
                    .malformed("the component's name cannot be part of a tag"),
                    in: PayloadFile.imageReferences,
                    at: place
                )
            }
            guard let from = tag.from, from.kind == "DockerImage" else {
                throw failure(
                    .malformed("found `from` of the kind `\(printable(tag.from?.kind ?? ""))`, expected `DockerImage`"),
                    in: PayloadFile.imageReferences,
                    at: place
                )
            }
            guard images[tag.name] == nil else {
                throw failure(.duplicateComponent(tag.name), in: PayloadFile.imageReferences, at: place)
            }
            images[tag.name] = try image(from.name, in: PayloadFile.imageReferences, at: place)
        }
        return images.sorted { $0.key < $1.key }.map { ReleasePayload.Component(name: $0.key, image: $0.value) }
    }

    /// Reads the disk images for virtual machines, or their problem; none if the payload has no such file.
    func kubeVirt() -> ([String: ImageReference], ReleasePayload.Fault?) {
        do {
            return (try disks(), nil)
        } catch {
            return ([:], ReleasePayload.Fault(place: error.place, message: error.problem))
        }
    }

    private func disks() throws(PayloadError) -> [String: ImageReference] {
        let file = PayloadFile.bootImages
        guard let bytes = files[file] else { return [:] }
        let findings = FindingCollector()
        let document = YAMLComposer.document(in: SourceText(path: file, bytes: bytes), reportingTo: findings)
        guard let document, !findings.hasErrors else {
            let found = findings.firstError
            throw failure(.malformed(found?.description ?? "it is not YAML"), in: file)
        }
        guard case .scalar(let text) = document.field("data")?.field("stream")?.content else {
            throw failure(
                .malformed("expected a ConfigMap with the JSON of a stream here"),
                in: file,
                at: "data.stream"
            )
        }
        let place = "\(file): data.stream"
        let stream = try decode(BootImages.self, Array(text.text.utf8), in: place)
        var images: [String: ImageReference] = [:]
        for (architecture, entry) in stream.architectures.sorted(by: { $0.key < $1.key }) {
            guard let reference = entry.images?.kubevirt?.digestReference else { continue }
            images[architecture] = try image(
                reference,
                in: place,
                at: "architectures.\(printable(architecture)).images.kubevirt.digest-ref"
            )
        }
        return images
    }

    private func image(_ text: String, in file: String, at place: String) throws(PayloadError) -> ImageReference {
        let reference: ImageReference
        do {
            reference = try ImageReference(text)
        } catch {
            throw failure(.malformed("\(error)"), in: file, at: place)
        }
        guard reference.digest != nil else { throw failure(.componentNotPinned(text), in: file, at: place) }
        return reference
    }

    private func version(_ text: String, in file: String, at place: String) throws(PayloadError) -> SemanticVersion {
        do {
            return try SemanticVersion(text)
        } catch {
            throw failure(.malformed("\(error)"), in: file, at: place)
        }
    }

    private func decode<Value: Decodable>(
        _ type: Value.Type,
        _ bytes: [UInt8],
        in file: String
    ) throws(PayloadError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch {
            let fault = JSONFault(error)
            throw failure(.malformed(fault.message), in: file, at: fault.place)
        }
    }

    private func failure(_ fault: PayloadError.Fault, in file: String, at place: String? = nil) -> PayloadError {
        PayloadError(
            payload: payload,
            place: ([file] + (place.map { [$0] } ?? [])).joined(separator: ": "),
            fault: fault
        )
    }
}

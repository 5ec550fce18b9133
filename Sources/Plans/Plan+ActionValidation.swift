// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

extension Plan {
    /// Refuses actions that are not what their type says.
    ///
    /// A review counts components and attachments behind the image that they belong to. So what counts as one has to be
    /// one: nothing else may hide there.
    func validateActions() throws(PlanError) {
        let payloads = Set(
            actions.filter { $0.type == .releasePayload }.map(\.destination)
                + inSync.filter { $0.type == .releasePayload }.map(\.destination)
        )
        let builds = Set(actions.filter { $0.kind == .build }.map { "build:\($0.digest)" })
        for action in actions {
            try requireRecipe(action)
            try requirePayloads(action, payloads)
            try requireSubject(action)
            try requireFacts(action.release, of: action.destination, action.type)
        }
        for image in inSync { try requireFacts(image.release, of: image.destination, image.type) }
        for blob in blobs where blob.source.hasPrefix("build:") && !builds.contains(blob.source) {
            throw .contradiction("the blob \(blob.digest) comes from `\(blob.source)`, which is not built")
        }
    }

    /// What is built says how, and nothing else does.
    private func requireRecipe(_ action: Action) throws(PlanError) {
        guard let recipe = action.recipe else {
            guard action.kind != .build, !action.source.hasPrefix("build:") else {
                throw .contradiction("the image for `\(action.destination)` is built without a recipe")
            }
            return
        }
        guard action.kind == .build, action.type == .graphData, action.source == "build:\(action.digest)" else {
            throw .contradiction("the action for `\(action.destination)` has a recipe and is not one that builds")
        }
        guard (try? ImageReference(recipe.base))?.digest != nil else {
            throw .contradiction("the base image `\(recipe.base)` of a recipe is not pinned by digest")
        }
        guard let url = URLComponents(string: recipe.input ?? ""),
            ["http", "https"].contains(url.scheme?.lowercased()),
            url.host?.isEmpty == false, url.user == nil, url.password == nil, url.query == nil
        else { throw .contradiction("the input of a recipe is no http or https URL without password and parameters") }
        guard (0...Descriptor.sizeLimit).contains(recipe.layerSize) else {
            throw .contradiction("a layer of \(recipe.layerSize) bytes cannot be")
        }
    }

    /// A component lies beside its payloads: `release-images:<release>` has `release:<release>-<component>`.
    private func requirePayloads(_ action: Action, _ payloads: Set<String>) throws(PlanError) {
        guard let wholes = action.partOf else {
            guard action.type != .releaseComponent else {
                throw .contradiction("`\(action.destination)` is a component of no release")
            }
            return
        }
        guard action.type == .releaseComponent, !wholes.isEmpty, Set(wholes).count == wholes.count else {
            throw .contradiction("`\(action.destination)` is not a component that could be a part of something")
        }
        for whole in wholes {
            let parts = whole.split(separator: ":").map(String.init)
            guard payloads.contains(whole), let tag = parts.last, parts.count > 1,
                whole.hasSuffix("release-images:\(tag)"),
                action.destination.hasPrefix("\(whole.dropLast("-images:\(tag)".count)):\(tag)-")
            else { throw .contradiction("`\(action.destination)` cannot be a part of `\(whole)`") }
        }
    }

    /// An attachment lies in the repository of its image, under a name that no other image has.
    private func requireSubject(_ action: Action) throws(PlanError) {
        guard let subject = action.attachedTo else {
            guard !action.type.isAttachment else {
                throw .contradiction("`\(action.destination)` is a \(action.type.rawValue) of nothing")
            }
            return
        }
        guard action.type.isAttachment, let destination = try? ImageReference(action.destination),
            (try? ImageReference(subject))?.repository == destination.repository,
            destination.digest != nil || destination.tag?.isCosign == true
        else { throw .contradiction("`\(action.destination)` cannot be attached to `\(subject)`") }
    }

    /// A payload says which release it is, as its tag does, and who signed it unless nobody was asked to.
    private func requireFacts(
        _ facts: ReleaseFacts?,
        of destination: String,
        _ type: ImageType
    ) throws(PlanError) {
        guard type == .releasePayload || facts != nil else { return }
        func refuse(_ message: String) -> PlanError { .contradiction("the release at `\(destination)` \(message)") }
        guard type == .releasePayload, let release = facts else { throw refuse("is not described as one is") }
        let isNamed = [release.version, release.architecture].allSatisfy { text in
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
        }
        guard isNamed, destination.contains(":\(release.version.replacing("+", with: "_"))-") else {
            throw refuse("has another version than its tag")
        }
        guard !release.signatures.isEmpty || options.ignoreReleaseSignature else { throw refuse("is signed by nobody") }
        for signature in release.signatures {
            let fingerprint = signature.fingerprint.utf8
            guard [40, 64].contains(fingerprint.count),
                fingerprint.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
                Data(base64Encoded: signature.message)?.isEmpty == false
            else { throw refuse("has a signature that is none") }
        }
    }
}

extension Tag {
    /// Whether it is one of the tags that cosign derives from a digest (cosign, SIGNATURE_SPEC.md).
    fileprivate var isCosign: Bool {
        let parts = description.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, ["sig", "att", "sbom"].contains(parts[1]) else { return false }
        return (try? Digest(String(parts[0]).replacing("-", with: ":", maxReplacements: 1))) != nil
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI

extension Plan {
    /// Refuses actions that contradict their own type.
    ///
    /// A review counts components and attachments together with their image and does not list them. So each of them must
    /// really be one: nothing else may hide there.
    func validateActions() throws(PlanError) {
        let (payloads, catalogs) = (places(of: .releasePayload), places(of: .operatorCatalog))
        let builds = Set(actions.filter { $0.kind == .build }.map { ContentPlace(built: $0.digest) })
        for action in actions {
            try requireKind(action)
            try requireRecipe(action)
            try requireSource(action)
            try requireWholes(action, payloads: payloads, catalogs: catalogs)
            try requireSubject(action)
            try requireFacts(PlacedImage(action))
        }
        for image in inSync { try requireFacts(image) }
        // Other configurations may have been planned without verifying signatures.
        for image in others { try requireFacts(image, isProven: false) }
        let sources = Set(actions.compactMap(\.blobSource))
        for blob in blobs where !builds.contains(blob.source) && !sources.contains(blob.source) {
            throw blob.source.isBuild
                ? .contradiction("the blob \(blob.digest) comes from `\(blob.source)`, which the plan does not build")
                : .contradiction(
                    "the blob \(blob.digest) is read from `\(blob.source)`, which is the source of no image"
                )
        }
    }

    /// An action that replaces something must be of kind `update`, whatever its reason says.
    private func requireKind(_ action: Action) throws(PlanError) {
        guard action.kind == .build || (action.kind == .update) == (action.expect.destination != nil) else {
            throw .contradiction(
                "the \(action.kind.rawValue) for `\(action.destination)` contradicts the content of its destination: "
                    + "\(action.expect.destination.map { "\($0)" } ?? "nothing")"
            )
        }
    }

    private func places(of type: ImageType) -> Set<PlacedName> {
        Set(
            actions.filter { $0.type == type }.map(\.destination) + inSync.filter { $0.type == type }.map(\.destination)
        )
    }

    /// The source must be what a review shows: one of the origins, with the planned digest.
    private func requireSource(_ action: Action) throws(PlanError) {
        guard action.kind != .build else { return }
        guard let source = action.source.image, source.digest == action.digest else {
            throw .contradiction("the source of `\(action.destination)` is not pinned by its digest")
        }
        guard action.isOrigin(source) else {
            throw .contradiction(
                "`\(action.destination)` is read from `\(action.source)`, which is not one of its origins"
            )
        }
    }

    /// An attachment must be in the repository of its image, under a name that no other image has.
    private func requireSubject(_ action: Action) throws(PlanError) {
        guard let subject = action.attachedTo else {
            guard !action.type.isAttachment else {
                throw .contradiction("`\(action.destination)` is a \(action.type.rawValue) without an image")
            }
            return
        }
        guard action.type.isAttachment, let destination = try? action.destination.reference(),
            (try? subject.reference())?.repository == destination.repository,
            destination.digest != nil || destination.tag?.isCosign == true
        else { throw .contradiction("`\(action.destination)` cannot be attached to `\(subject)`") }
    }

    /// A payload must have the release of its tag, and its signer unless verification was waived.
    private func requireFacts(_ image: PlacedImage, isProven: Bool = true) throws(PlanError) {
        let (type, destination) = (image.type, image.destination)
        guard type == .releasePayload || image.release != nil else { return }
        func refuse(_ message: String) -> PlanError { .contradiction("the release at `\(destination)` \(message)") }
        guard type == .releasePayload, let release = image.release else {
            throw refuse("has no version and signatures of a release")
        }
        let isNamed = [release.version, release.architecture].allSatisfy { text in
            !text.isEmpty && text.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f }
        }
        guard isNamed, destination.description.contains(":\(release.version.replacing("+", with: "_"))-") else {
            throw refuse("has another version than its tag")
        }
        guard !isProven || !release.signatures.isEmpty || options.ignoreReleaseSignature else {
            throw refuse("has no signature")
        }
        for signature in release.signatures {
            let fingerprint = signature.fingerprint.utf8
            guard [40, 64].contains(fingerprint.count),
                fingerprint.allSatisfy({ (0x30...0x39).contains($0) || (0x41...0x46).contains($0) }),
                Data(base64Encoded: signature.message)?.isEmpty == false
            else { throw refuse("has an invalid signature") }
        }
    }
}

extension Action {
    /// The repository or layout from which the action's blobs are read; one of its origins.
    fileprivate var blobSource: ContentPlace? {
        (recipe.map { ContentPlace($0.base) } ?? source).image.map { ContentPlace(blobsOf: $0.source) }
    }

    /// Whether an image has the place of one of the origins.
    func isOrigin(_ image: PinnedImage) -> Bool {
        origins.contains { origin in
            switch (image.source, try? ImageSource(origin)) {
            case (.registry(let read), .registry(let asked)?): read.repository == asked.repository
            case (.layout(let read), .layout(let asked)?): read == asked
            default: false
            }
        }
    }
}

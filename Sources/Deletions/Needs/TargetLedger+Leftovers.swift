// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import Resolution

extension TargetLedger {
    /// The text in place of the part of a configuration that requested an image.
    static let leftoverWish = "left from an earlier deletion"

    /// The images in some repositories whose tags a registry kept in an earlier deletion.
    func leftovers(in repositories: Set<Repository>) -> [DesiredImage] {
        entries.values.filter(\.isLeftover).compactMap {
            DesiredImage($0, requestedBy: Self.leftoverWish)
        }
        .filter { repositories.contains($0.destination.repository) }
        .sorted { $0.destination < $1.destination }
    }
}

extension DesiredImage {
    /// The image that the ledger has under a tag; `nil` if its entry has no tag.
    init?(_ entry: TargetLedger.Entry, requestedBy: String) {
        guard let destination = Destination(named: entry.image.destination) else { return nil }
        let origins = entry.image.origins.lazy.compactMap { try? ImageSource($0) }
        self.init(
            origin: origins.first
                ?? .registry(ImageReference(repository: destination.repository, tag: destination.tag)),
            role: ImageRole(entry.image.type, facts: entry.image.facts),
            destination: destination,
            request: ImageRequest(by: [requestedBy])
        )
    }
}

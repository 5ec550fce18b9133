// SPDX-License-Identifier: Apache-2.0

import Ledger
import OCI
import Plans
import TestSupport

/// Ledgers and what is in them, made by hand.
enum LedgerValues {
    static let target = "mirror.example:5000/ocp"

    static func digest(_ text: String) -> Digest { Digest(of: text.utf8) }

    /// An image at `<target>/<name>:1`.
    static func image(
        _ name: String,
        _ content: String? = nil,
        type: ImageType = .additionalImage,
        origins: [String]? = nil,
        attachedTo: PlacedName? = nil
    ) -> PlacedImage {
        PlacedImage(
            destination: "\(target)/\(name):1",
            digest: digest(content ?? name),
            type: type,
            origins: origins ?? ["quay.io/\(name):1"],
            attachedTo: attachedTo
        )
    }

    /// A ledger that has these images.
    static func ledger(_ images: [PlacedImage], placed: Bool = true, wantedBy: [String] = ["isc.yaml"]) -> TargetLedger
    {
        var ledger = TargetLedger(target: target)
        for image in images {
            ledger.entries[image.destination] = .init(
                image: image,
                placed: placed,
                placedBy: placed ? wantedBy : [],
                knowsAttachments: true,
                wantedBy: wantedBy
            )
        }
        return ledger
    }

    /// A set of volumes with these numbers, which carries blobs by their names.
    static func set(_ name: String, _ volumes: [Int], at time: String = "2026-01-01T00:00:00Z", _ blobs: [String] = [])
        -> CarriedSet
    {
        CarriedSet(
            plan: digest(name),
            finished: time,
            volumes: volumes.map { .init(number: $0, size: 512, checksum: digest("sum \($0)")) },
            blobs: blobs.map(digest).sorted()
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import OCI
package import Plans

/// A signature of a release as the cache names it.
package struct ReleaseDocument: Sendable {
    package let name: String
    package let bytes: [UInt8]

    /// The signatures of all releases that a plan wants.
    package static func all(in plan: Plan) -> [ReleaseDocument] {
        all(of: plan.actions.map(\.image) + plan.inSync)
    }

    package static func all(of images: [PlacedImage]) -> [ReleaseDocument] {
        var documents: [String: ReleaseDocument] = [:]
        for image in images {
            for (index, signature) in (image.release?.signatures ?? []).enumerated() {
                guard let bytes = Data(base64Encoded: signature.message) else { continue }
                let name = SignatureStore.cacheName(image.digest, index + 1)
                documents[name] = ReleaseDocument(name: name, bytes: Array(bytes))
            }
        }
        return documents.values.sorted { $0.name < $1.name }
    }
}

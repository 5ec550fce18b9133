// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans
package import Reviews
package import Runs

/// The images that a configuration means.
package struct ImageListView: ListView {
    private let images: [ConfigurationImages.Listed]

    package init(images: [ConfigurationImages.Listed]) { self.images = images }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["TYPE", "IMAGE", "DIGEST", "DESTINATION", "REQUESTED BY"],
            rows: images.map { image in
                let digest = image.digest.map { isTerminal ? $0.short : "\($0)" }
                return [
                    image.type.rawValue, image.origin, digest ?? image.problem ?? "-",
                    image.destination.map { "\($0)" } ?? "-", image.requestedBy.joined(separator: ", "),
                ]
            },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String { try CanonicalJSON.text(of: images.map(Line.init)) }

    private struct Line: Encodable {
        let type: ImageType
        let image: String
        let digest: Digest?
        let problem: String?
        let destination: PlacedName?
        let requestedBy: [String]

        init(_ image: ConfigurationImages.Listed) {
            type = image.type
            self.image = image.origin
            digest = image.digest
            problem = image.problem
            destination = image.destination
            requestedBy = image.requestedBy
        }

        enum CodingKeys: String, CodingKey {
            case type, image, digest, problem, destination
            case requestedBy = "requested_by"
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Charts
import OCI
import Plans
package import Reviews

/// The images of a chart, with the places that use them.
package struct ChartImageListView: ListView {
    private let images: [ChartImage]

    package init(images: [ChartImage]) { self.images = images }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["IMAGE", "TEMPLATE", "OBJECT", "PATH"],
            rows: images.flatMap { image in
                image.uses.map { ["\(image.reference)", "\($0.template):\($0.line)", $0.object, $0.path] }
            },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String { try CanonicalJSON.text(of: images.map(Listed.init)) }

    private struct Listed: Encodable {
        let image: String
        let uses: [Use]

        init(_ image: ChartImage) {
            self.image = "\(image.reference)"
            uses = image.uses.map(Use.init)
        }
    }

    private struct Use: Encodable {
        let chart: String
        let template: String
        let line: Int
        let object: String
        let path: String
        /// The image as the chart writes it.
        let text: String

        init(_ use: ChartImageUse) {
            chart = use.chart
            template = use.template
            line = use.line
            object = use.object
            path = use.path
            text = use.text
        }
    }
}

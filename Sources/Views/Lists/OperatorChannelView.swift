// SPDX-License-Identifier: Apache-2.0

package import Catalogs
import Diagnostics
import Plans
package import Reviews

/// The versions of a channel, from the lowest to the highest.
package struct OperatorChannelView: ListView {
    private let package: CatalogPackage
    private let channel: CatalogChannel

    package init(package: CatalogPackage, channel: CatalogChannel) {
        self.package = package
        self.channel = channel
    }

    private struct Line: Encodable {
        var name: String
        var version: String
        var image: String
    }

    private var bundles: [CatalogBundle] { package.bundles(of: channel) }

    package func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["VERSION", "BUNDLE", "IMAGE"],
            rows: bundles.map { [$0.version ?? "", $0.name, $0.image] },
            style: style,
            isTerminal: isTerminal
        )
    }

    package func json() throws -> String {
        try CanonicalJSON.text(of: bundles.map { Line(name: $0.name, version: $0.version ?? "", image: $0.image) })
    }
}

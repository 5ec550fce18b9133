// SPDX-License-Identifier: Apache-2.0

package import Catalogs
import Plans
package import Reviews
import Runs

/// An operator as one line of a list.
package struct ListedOperator: Encodable {
    let name: String
    /// The name in user interfaces: that of its highest version.
    let displayName: String
    let defaultChannel: String

    enum CodingKeys: String, CodingKey {
        case name
        case displayName = "display_name"
        case defaultChannel = "default_channel"
    }

    package init(_ package: CatalogPackage) {
        name = package.name
        displayName = package.displayName ?? ""
        defaultChannel = package.defaultChannel
    }

    package static func table(_ operators: [ListedOperator], _ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["NAME", "DISPLAY NAME", "DEFAULT CHANNEL"],
            rows: operators.map { [$0.name, $0.displayName, $0.defaultChannel] },
            style: style,
            isTerminal: isTerminal
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import Catalogs
import Plans
import Reviews
import Runs

/// The catalogs that are published, by repository and version.
struct CatalogListView: ListView {
    let catalogs: [PublishedCatalogs.Listed]

    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["CATALOG"],
            rows: catalogs.map { [$0.reference] },
            style: style,
            isTerminal: isTerminal
        )
    }

    func json() throws -> String { try CanonicalJSON.text(of: catalogs.map(\.reference)) }
}

/// An operator as one line of a list.
struct ListedOperator: Encodable {
    let name: String
    /// What user interfaces call it: the name that its highest version has.
    let displayName: String
    let defaultChannel: String

    enum CodingKeys: String, CodingKey {
        case name
        case displayName = "display_name"
        case defaultChannel = "default_channel"
    }

    init(_ package: CatalogPackage) {
        name = package.name
        displayName = package.bundlesByVersion.last { $0.displayName != nil }?.displayName ?? ""
        defaultChannel = package.defaultChannel
    }

    static func table(_ operators: [ListedOperator], _ style: TextStyle, _ isTerminal: Bool) -> TableView {
        TableView(
            headings: ["NAME", "DISPLAY NAME", "DEFAULT CHANNEL"],
            rows: operators.map { [$0.name, $0.displayName, $0.defaultChannel] },
            style: style,
            isTerminal: isTerminal
        )
    }
}

/// The operators of a catalog, by name.
struct OperatorListView: ListView {
    let packages: [ListedOperator]

    func table(_ style: TextStyle, _ isTerminal: Bool) -> TableView {
        ListedOperator.table(packages, style, isTerminal)
    }

    func json() throws -> String { try CanonicalJSON.text(of: packages) }
}

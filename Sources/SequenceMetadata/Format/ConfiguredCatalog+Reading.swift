// SPDX-License-Identifier: Apache-2.0

extension ConfiguredCatalog {
    private enum Field: String, CaseIterable {
        case packages, catalog, targetName, targetCatalog, targetTag, full, skipDependencies, originalRef
    }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var packages: [IncludedPackage]?
        var (catalog, original) = ("", "")
        var (name, target, tag) = ("", "", "")
        var (full, skips) = (false, false)
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .packages: packages = try scanner.list(IncludedPackage.init(from:))
            case .catalog: catalog = try scanner.string()
            case .targetName: name = try scanner.string()
            case .targetCatalog: target = try scanner.string()
            case .targetTag: tag = try scanner.string()
            case .full: full = try scanner.boolean()
            case .skipDependencies: skips = try scanner.boolean()
            case .originalRef: original = try scanner.string()
            }
        }
        self.init(
            catalog,
            packages: packages,
            target: Target(name: name, catalog: target, tag: tag),
            isFull: full,
            skipsDependencies: skips,
            originalRef: original
        )
    }
}

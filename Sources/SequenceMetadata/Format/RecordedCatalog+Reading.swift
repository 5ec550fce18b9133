// SPDX-License-Identifier: Apache-2.0

extension RecordedCatalog {
    private enum Field: String, CaseIterable { case catalog, imagePin, packages }
    private enum EarlierField: String, CaseIterable { case catalog, imagePin, relIndexPath, index }

    private static let fields = FieldTable(Field.self)
    private static let earlierFields = FieldTable(EarlierField.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (catalog, imagePin) = ("", "")
        var packages: [IncludedPackage]?
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .catalog: catalog = try scanner.string()
            case .imagePin: imagePin = try scanner.string()
            case .packages: packages = try scanner.list(IncludedPackage.init(from:))
            }
        }
        self.init(catalog, imagePin: imagePin, packages: packages)
    }

    init(earlierFrom scanner: inout JSONScanner) throws(ScanFault) {
        var (catalog, imagePin, path) = ("", "", "")
        var content: CompactJSON?
        var members = try scanner.object(Self.earlierFields)
        while let field = try scanner.next(&members) {
            switch field {
            case .catalog: catalog = try scanner.string()
            case .imagePin: imagePin = try scanner.string()
            case .relIndexPath: path = try scanner.string()
            case .index: content = try scanner.text()
            }
        }
        let hasIndex = !path.isEmpty || content != nil
        self.init(catalog, imagePin: imagePin, oldIndex: hasIndex ? OldIndex(path: path, content: content) : nil)
    }
}

extension RecordedChannel {
    private enum Field: String, CaseIterable { case channel, minVersion }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (channel, minVersion) = ("", "")
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .channel: channel = try scanner.string()
            case .minVersion: minVersion = try scanner.string()
            }
        }
        self.init(channel: channel, minVersion: minVersion)
    }
}

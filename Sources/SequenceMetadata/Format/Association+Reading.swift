// SPDX-License-Identifier: Apache-2.0

extension Association {
    private enum Field: String, CaseIterable {
        case name, path, id, tagSymlink, type, manifestDigests, layerDigests
    }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, path, id, tag, type) = ("", "", "", "", "")
        var (manifests, layers): ([DigestText], [DigestText]) = ([], [])
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .path: path = try scanner.string()
            case .id: id = try scanner.string()
            case .tagSymlink: tag = try scanner.string()
            case .type: type = try scanner.string()
            case .manifestDigests: manifests = try scanner.list(DigestText.init(from:))
            case .layerDigests: layers = try scanner.list(DigestText.init(from:))
            }
        }
        self.init(
            AssociationType(type),
            name: name,
            path: path,
            id: DigestText(id),
            tagSymlink: tag,
            content: Content(manifests: manifests, layers: layers)
        )
    }
}

extension DigestText {
    init(from scanner: inout JSONScanner) throws(ScanFault) { self.init(try scanner.string()) }
}

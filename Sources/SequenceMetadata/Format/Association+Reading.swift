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

extension PastBlob {
    private enum Field: String, CaseIterable { case id, namespaceName }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (id, repository) = ("", "")
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .id: id = try scanner.string()
            case .namespaceName: repository = try scanner.string()
            }
        }
        self.init(id: DigestText(id), repository: repository)
    }
}

extension PastManifest {
    private enum Field: String, CaseIterable { case name, image, namespaceName, namespace }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, image, repository, namespace) = ("", "", "", "")
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .image: image = try scanner.string()
            case .namespaceName: repository = try scanner.string()
            case .namespace: namespace = try scanner.string()
            }
        }
        self.init(name: name, image: image, repository: repository, namespace: namespace)
    }
}

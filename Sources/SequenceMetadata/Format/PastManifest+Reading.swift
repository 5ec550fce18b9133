// SPDX-License-Identifier: Apache-2.0

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

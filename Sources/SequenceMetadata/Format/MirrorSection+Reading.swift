// SPDX-License-Identifier: Apache-2.0

extension MirrorSection {
    private enum Field: String, CaseIterable {
        case platform, operators, additionalImages, helm, blockedImages, samples
    }

    private enum ImageField: String, CaseIterable { case name }

    private static let fields = FieldTable(Field.self)
    private static let imageFields = FieldTable(ImageField.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var platform = RecordedPlatform()
        var catalogs: [ConfiguredCatalog] = []
        var helm = RecordedHelm()
        var (images, blocked, samples): ([String], [String], [String]) = ([], [], [])
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .platform: platform = try RecordedPlatform(from: &scanner)
            case .operators: catalogs = try scanner.list(ConfiguredCatalog.init(from:))
            case .additionalImages: images = try scanner.list(Self.name(from:))
            case .helm: helm = try RecordedHelm(from: &scanner)
            case .blockedImages: blocked = try scanner.list(Self.name(from:))
            case .samples: samples = try scanner.list(Self.name(from:))
            }
        }
        self.init(
            platform: platform,
            catalogs: catalogs,
            additionalImages: images,
            helm: helm,
            blockedImages: blocked,
            samples: samples
        )
    }

    /// Reads `{"name": …}`.
    private static func name(from scanner: inout JSONScanner) throws(ScanFault) -> String {
        var name = ""
        var members = try scanner.object(imageFields)
        while try scanner.next(&members) != nil { name = try scanner.string() }
        return name
    }
}

// SPDX-License-Identifier: Apache-2.0

extension PastMirror {
    /// The largest number of a run that is read: far more than there are, and small enough to count on.
    static let sequenceLimit: Int64 = 1_000_000_000

    private enum Field: String, CaseIterable {
        case timestamp, sequence, mirror, operators, platforms, associations
    }

    private enum EarlierField: String, CaseIterable {
        case timestamp, sequence, manifests, blobs, mirror, operators
    }

    private static let fields = FieldTable(Field.self)
    private static let earlierFields = FieldTable(EarlierField.self)

    /// Reads a run of v1alpha2.
    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var content = Fields(.alpha2(MirrorSection()))
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .timestamp: content.timestamp = try Self.timestamp(from: &scanner)
            case .sequence: content.sequence = try Self.sequence(from: &scanner)
            case .mirror: content.configuration = .alpha2(try MirrorSection(from: &scanner))
            case .operators: content.catalogs = try scanner.list(RecordedCatalog.init(from:))
            case .platforms: content.channels = try scanner.list(RecordedChannel.init(from:))
            case .associations: content.associations = try scanner.list(Association.init(from:))
            }
        }
        self.init(content)
    }

    /// Reads a run of an earlier generation.
    init(earlierFrom scanner: inout JSONScanner) throws(ScanFault) {
        var content = Fields(.earlier(CompactJSON(checked: "{}")))
        var members = try scanner.object(Self.earlierFields)
        while let field = try scanner.next(&members) {
            switch field {
            case .timestamp: content.timestamp = try Self.timestamp(from: &scanner)
            case .sequence: content.sequence = try Self.sequence(from: &scanner)
            case .manifests: content.manifests = try scanner.list(PastManifest.init(from:))
            case .blobs: content.blobs = try scanner.list(PastBlob.init(from:))
            case .mirror: content.configuration = .earlier(try scanner.text())
            case .operators: content.catalogs = try scanner.list(RecordedCatalog.init(earlierFrom:))
            }
        }
        self.init(content)
    }

    private static func timestamp(from scanner: inout JSONScanner) throws(ScanFault) -> Int64 {
        try scanner.integer(in: .min ... .max)
    }

    private static func sequence(from scanner: inout JSONScanner) throws(ScanFault) -> Int {
        Int(try scanner.integer(in: 0...sequenceLimit))
    }
}

// SPDX-License-Identifier: Apache-2.0

extension WorkspaceMetadata {
    private enum Field: String, CaseIterable {
        case kind, apiVersion, uid, singleUse, pastMirror, pastAssociations
    }

    private enum EarlierField: String, CaseIterable {
        case kind, apiVersion, uid, singleUse, pastMirrors, pastBlobs, pastManifests
    }

    private static let fields = FieldTable(Field.self)
    private static let earlierFields = FieldTable(EarlierField.self)

    /// Reads the metadata of a generation.
    init(_ generation: MetadataGeneration, from scanner: inout JSONScanner) throws(ScanFault) {
        let fields =
            generation.keepsEveryRun ? try Self.readEarlier(from: &scanner) : try Self.readCurrent(from: &scanner)
        self.init(generation, fields)
    }

    private static func readCurrent(from scanner: inout JSONScanner) throws(ScanFault) -> Fields {
        var content = Fields()
        var members = try scanner.object(fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .kind, .apiVersion: try scanner.skip()
            case .uid: content.uid = try uid(from: &scanner)
            case .singleUse: content.isSingleUse = try scanner.boolean()
            case .pastMirror: content.pastMirrors = [try PastMirror(from: &scanner)]
            case .pastAssociations: content.pastAssociations = try scanner.list(Association.init(from:))
            }
        }
        return content
    }

    private static func readEarlier(from scanner: inout JSONScanner) throws(ScanFault) -> Fields {
        var content = Fields()
        var members = try scanner.object(earlierFields)
        while let field = try scanner.next(&members) {
            switch field {
            case .kind, .apiVersion: try scanner.skip()
            case .uid: content.uid = try uid(from: &scanner)
            case .singleUse: content.isSingleUse = try scanner.boolean()
            case .pastMirrors: content.pastMirrors = try scanner.list(PastMirror.init(earlierFrom:))
            case .pastBlobs: content.pastBlobs = try scanner.list(PastBlob.init(from:))
            case .pastManifests: content.pastManifests = try scanner.list(PastManifest.init(from:))
            }
        }
        return content
    }

    private static func uid(from scanner: inout JSONScanner) throws(ScanFault) -> WorkspaceID {
        let text = try scanner.string()
        guard let uid = WorkspaceID(text) else { throw scanner.fail(.invalidUID(text), at: scanner.keyOffset) }
        return uid
    }
}

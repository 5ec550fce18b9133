// SPDX-License-Identifier: Apache-2.0

extension RecordedHelm {
    private enum Field: String, CaseIterable { case repositories, local }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var repositories: [Repository] = []
        var local: [Chart] = []
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .repositories: repositories = try scanner.list(Repository.init(from:))
            case .local: local = try scanner.list(Chart.init(from:))
            }
        }
        self.init(repositories: repositories, local: local)
    }
}

extension RecordedHelm.Repository {
    private enum Field: String, CaseIterable { case name, url, charts }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, url) = ("", "")
        var charts: [RecordedHelm.Chart]?
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .url: url = try scanner.string()
            case .charts: charts = try scanner.list(RecordedHelm.Chart.init(from:))
            }
        }
        self.init(name: name, url: url, charts: charts)
    }
}

extension RecordedHelm.Chart {
    private enum Field: String, CaseIterable { case name, version, path, imagePaths }

    private static let fields = FieldTable(Field.self)

    init(from scanner: inout JSONScanner) throws(ScanFault) {
        var (name, version, path) = ("", "", "")
        var imagePaths: [String] = []
        var members = try scanner.object(Self.fields)
        while let field = try scanner.next(&members) {
            switch field {
            case .name: name = try scanner.string()
            case .version: version = try scanner.string()
            case .path: path = try scanner.string()
            case .imagePaths: imagePaths = try scanner.list { scanner throws(ScanFault) in try scanner.string() }
            }
        }
        self.init(name: name, version: version, path: path, imagePaths: imagePaths)
    }
}

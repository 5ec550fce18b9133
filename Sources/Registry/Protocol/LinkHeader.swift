// SPDX-License-Identifier: Apache-2.0

/// The next page according to the `Link` fields of an answer (RFC 8288).
enum LinkHeader: Equatable {
    /// There is none: no field, or only links with other relations.
    case end
    /// The target of the link whose relation is `next`, as the server wrote it.
    case next(String)
    /// A field that cannot be parsed; there may be a next page.
    case unreadable(String)

    /// Reads the values of the fields; a target without angle brackets is accepted.
    init(_ values: [String]) {
        var unreadable: String?
        for value in values {
            var scanner = HeaderScanner(value)
            while true {
                scanner.skip { $0 == "," || $0 == " " || $0 == "\t" }
                guard !scanner.isAtEnd else { break }
                guard let target = Self.target(&scanner) else {
                    unreadable = value
                    break
                }
                let relations = Self.relations(&scanner)
                if relations?.contains("next") == true, !target.isEmpty {
                    self = .next(target)
                    return
                }
                if relations == nil || target.isEmpty { unreadable = value }
            }
        }
        self = unreadable.map(Self.unreadable) ?? .end
    }

    private static func target(_ scanner: inout HeaderScanner) -> String? {
        if scanner.skips("<") { return scanner.text(until: ">") }
        return scanner.text { $0 != ";" && $0 != "," && $0 != " " && $0 != "\t" }
    }

    /// Reads the parameters of a link and returns its relations in lower case; `nil` if it has no parameter `rel`.
    ///
    /// The first `rel` counts, and later ones are ignored (RFC 8288, section 3.3).
    private static func relations(_ scanner: inout HeaderScanner) -> [String]? {
        var relations: [String]?
        while true {
            scanner.skip { $0 == " " || $0 == "\t" }
            guard scanner.skips(";") else { return relations }
            scanner.skip { $0 == " " || $0 == "\t" }
            let name = scanner.token().lowercased()
            scanner.skip { $0 == " " || $0 == "\t" }
            guard scanner.skips("=") else { continue }
            scanner.skip { $0 == " " || $0 == "\t" }
            let value = scanner.tokenOrQuotedText().lowercased()
            if name == "rel", relations == nil { relations = value.split(separator: " ").map(String.init) }
        }
    }
}

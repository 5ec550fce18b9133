// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import TestSupport
import Testing

@Suite("The codes of findings")
struct FindingCodeTests {
    /// The codes that a row of a table of `docs/findings.md` explains, with the levels that it gives.
    private static func documented() throws -> [String: String] {
        let page = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../../docs/findings.md")
        let row = /^\| (?<codes>`[^|]*`) \| (?<levels>[^|]*) \| (?<meaning>[^|]+) \|$/
        var codes: [String: String] = [:]
        for line in try String(contentsOf: page, encoding: .utf8).split(separator: "\n") {
            guard let match = try row.wholeMatch(in: line) else { continue }
            for code in match.codes.split(separator: ", ") {
                let name = String(code.dropFirst().dropLast())
                #expect(codes.updateValue(String(match.levels), forKey: name) == nil, "\(name) is explained twice")
            }
        }
        return codes
    }

    @Test("are explained in docs/findings.md, each once, and nothing else is")
    func documentation() throws {
        let known = Set(FindingCode.allCases.filter { $0 != .unknown }.map(\.rawValue))
        #expect(Set(try Self.documented().keys).symmetricDifference(known).isEmpty)
    }

    @Test("of one kind only tell of an image that its source does not have")
    func missingSources() { #expect(FindingCode.allCases.filter(\.tellsOfMissingSource) == [.sourceMissing]) }

    @Test("of a later version can be read")
    func later() throws {
        let codes = try JSONDecoder().decode(
            [FindingCode].self,
            from: Data(#"["source-missing","from-the-future"]"#.utf8)
        )
        #expect(codes == [.sourceMissing, .unknown])
    }
}

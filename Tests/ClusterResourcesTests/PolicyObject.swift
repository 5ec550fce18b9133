// SPDX-License-Identifier: Apache-2.0

import Foundation
import Testing

/// An object in a text of policies, read back line by line.
struct PolicyObject {
    struct Entry: Hashable, CustomStringConvertible {
        var source = ""
        var mirrors: [String] = []

        var description: String { "\(source) => \(mirrors.joined(separator: " "))" }
    }

    var name = ""
    var entries: [Entry] = []
    /// The bytes of the object.
    var size = 0

    /// The objects of a text in which each document follows a line of dashes.
    static func all(in text: String) throws -> [PolicyObject] {
        try #require(text.hasPrefix("---\n"))
        return text.dropFirst("---\n".count).components(separatedBy: "\n---\n").map { document in
            var object = PolicyObject()
            object.size = document.utf8.count + (document.hasSuffix("\n") ? 0 : 1)
            for line in document.split(separator: "\n") {
                if line.hasPrefix("  name: ") { object.name = String(line.dropFirst("  name: ".count)) }
                if line == "  - mirrors:" { object.entries.append(Entry()) }
                guard let last = object.entries.indices.last else { continue }
                if line.hasPrefix("    - ") { object.entries[last].mirrors.append(String(line.dropFirst(6))) }
                if line.hasPrefix("    source: ") { object.entries[last].source = String(line.dropFirst(12)) }
            }
            return object
        }
    }

    /// Where a cluster with these objects looks for a repository; the longest source counts, in whatever object it is.
    static func places(of repository: String, in objects: [PolicyObject]) -> [String] {
        let entries = objects.flatMap(\.entries).filter {
            repository == $0.source || repository.hasPrefix("\($0.source)/")
        }
        let longest = entries.map(\.source.count).max()
        return entries.filter { $0.source.count == longest }.flatMap { entry in
            entry.mirrors.map { "\($0)\(repository.dropFirst(entry.source.count))" }
        }
    }
}

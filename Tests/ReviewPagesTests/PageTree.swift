// SPDX-License-Identifier: Apache-2.0

/// The elements of a page as a list, for tests: which there are, and whether each one is closed where it has to be.
struct PageTree {
    /// The names and the attributes of the elements, in the order of their tags.
    private(set) var elements: [(name: String, attributes: String)] = []
    /// What is wrong with the nesting; empty if nothing is.
    private(set) var faults: [String] = []

    private static let empty: Set<String> = ["meta", "br", "input", "rect", "path"]

    init(_ html: String) {
        var open: [String] = []
        var rest = html.utf8[...]
        while let start = rest.firstIndex(of: UInt8(ascii: "<")) {
            guard let end = rest[start...].firstIndex(of: UInt8(ascii: ">")) else {
                faults.append("a tag has no end")
                break
            }
            let tag = String(rest[rest.index(after: start)..<end]) ?? ""
            rest = rest[rest.index(after: end)...]
            let name = String(tag.drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber })
            if tag.hasPrefix("!") { continue }
            if tag.hasPrefix("/") {
                if open.last == name {
                    open.removeLast()
                } else {
                    faults.append("</\(name)> in \(open.last ?? "nothing")")
                }
                continue
            }
            elements.append((name, String(tag.dropFirst(name.count))))
            guard !tag.hasSuffix("/"), !Self.empty.contains(name) else { continue }
            open.append(name)
            // Style and script are no markup.
            if ["style", "script"].contains(name) {
                while let next = rest.first, !rest.starts(with: "</\(name)>".utf8) {
                    _ = next
                    rest = rest.dropFirst()
                }
            }
        }
        faults += open.map { "<\($0)> is not closed" }
    }

    /// The levels of the headings, in order.
    var headings: [Int] {
        elements.compactMap { $0.name.count == 2 && $0.name.hasPrefix("h") ? Int($0.name.dropFirst()) : nil }
    }

    func count(_ name: String) -> Int { elements.count { $0.name == name } }

    /// The values of an attribute.
    func values(_ attribute: String) -> [String] {
        elements.compactMap { element in
            guard let range = element.attributes.firstRange(of: " \(attribute)=\"") else { return nil }
            return String(element.attributes[range.upperBound...].prefix { $0 != "\"" })
        }
    }
}

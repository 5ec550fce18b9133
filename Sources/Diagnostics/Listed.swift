// SPDX-License-Identifier: Apache-2.0

/// Names in a sentence: `a`, `a and b`, `a, b and c`; if there are more than `most`, the first ones and `and 7 more`.
package func listed(_ names: some Collection<String>, most: Int = 5) -> String {
    // If only one is left over, its name is as short as `1 more`.
    let shown = Array(names.prefix(names.count == most + 1 ? most + 1 : most))
    let rest = names.count - shown.count
    let all = rest > 0 ? shown + ["\(rest) more"] : shown
    guard let last = all.last, all.count > 1 else { return all.first ?? "" }
    return "\(all.dropLast().joined(separator: ", ")) and \(last)"
}

/// Names in any order, in a sentence that has the first ones of their natural order.
///
/// Only those are sorted: there may be tens of thousands, and comparing them takes longer than finding them.
package func listed(sorting names: some Collection<String>, most: Int = 5) -> String {
    var first: [String] = []
    for name in names {
        guard first.count <= most || naturallyPrecedes(name, first[most]) else { continue }
        first.insert(name, at: first.firstIndex { naturallyPrecedes(name, $0) } ?? first.count)
        if first.count > most + 1 { first.removeLast() }
    }
    guard names.count > most + 1 else { return listed(first, most: most) }
    return "\(first.prefix(most).joined(separator: ", ")) and \(names.count - most) more"
}

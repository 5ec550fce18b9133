// SPDX-License-Identifier: Apache-2.0

/// Finds the name that was probably meant: the one with the fewest typing mistakes from `text`.
///
/// Case does not count. A third of the letters may be wrong, and at least one. If several names are equally near, the first
/// one wins.
package func nearestName(to text: String, among names: some Sequence<String>) -> String? {
    let longestCompared = 64
    let typed = Array(text.lowercased().unicodeScalars.prefix(longestCompared + 1))
    guard !typed.isEmpty, typed.count <= longestCompared else { return nil }
    var nearest: (name: String, distance: Int)?
    for name in names {
        let candidate = Array(name.lowercased().unicodeScalars)
        guard candidate.count <= longestCompared else { continue }
        let allowed = max(1, max(typed.count, candidate.count) / 3)
        guard abs(typed.count - candidate.count) <= allowed else { continue }
        let distance = editDistance(typed, candidate)
        guard distance <= allowed, distance < min(typed.count, candidate.count) else { continue }
        if let found = nearest, found.distance <= distance { continue }
        nearest = (name, distance)
    }
    return nearest?.name
}

/// Counts insertions, deletions, replacements and exchanges of neighbours (optimal string alignment).
private func editDistance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...second.count)
    for (row, scalar) in first.enumerated() {
        var current = [row + 1]
        for (column, other) in second.enumerated() {
            var best = min(current[column] + 1, previous[column + 1] + 1, previous[column] + (scalar == other ? 0 : 1))
            if row > 0, column > 0, scalar == second[column - 1], first[row - 1] == other {
                best = min(best, beforePrevious[column - 1] + 1)
            }
            current.append(best)
        }
        beforePrevious = previous
        previous = current
    }
    return previous[second.count]
}

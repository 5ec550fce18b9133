// SPDX-License-Identifier: Apache-2.0

/// How one text differs from another, line by line, as people read it: `-` is in the first only, `+` in the second.
package struct LineDifference: Sendable {
    /// The maximum number of lines of a text that are compared one by one.
    private static let longest = 5000
    /// The number of lines around a difference.
    private static let context = 1

    private let old: [Substring]
    private let new: [Substring]

    package init(from old: String, to new: String) {
        self.old = old.split(separator: "\n", omittingEmptySubsequences: false)
        self.new = new.split(separator: "\n", omittingEmptySubsequences: false)
    }

    /// The different lines with the lines around them, up to `most`.
    package func lines(most: Int) -> [String] {
        guard max(old.count, new.count) <= Self.longest else { return ["… \(old.count) lines become \(new.count)"] }
        let all = marked
        let near = all.indices.filter { index in
            all[max(0, index - Self.context)...min(all.count - 1, index + Self.context)].contains { $0.first != " " }
        }
        var shown: [String] = []
        for (position, index) in near.prefix(most).enumerated() {
            if index > (position == 0 ? 0 : near[position - 1] + 1) { shown.append("…") }
            shown.append(printable(all[index]))
        }
        let rest = near.count - most
        return shown + (rest > 0 ? ["… and \(counted(rest, "more line"))"] : [])
    }

    /// All lines of both texts; removed lines come before their replacement.
    private var marked: [String] {
        var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
        for change in new.difference(from: old) {
            switch change {
            case .remove(let offset, _, _): removed.insert(offset)
            case .insert(let offset, _, _): inserted.insert(offset)
            }
        }
        var lines: [String] = []
        var (left, right) = (0, 0)
        while left < old.count || right < new.count {
            if removed.contains(left) {
                lines.append("-\(old[left])")
                left += 1
            } else if inserted.contains(right) {
                lines.append("+\(new[right])")
                right += 1
            } else {
                lines.append(" \(old[left])")
                left += 1
                right += 1
            }
        }
        return lines
    }
}

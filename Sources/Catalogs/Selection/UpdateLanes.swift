// SPDX-License-Identifier: Apache-2.0

/// Draws the updates between entries as lines; the newest entries come first.
///
/// Each lane leads down from an entry to the one that it replaces. Lanes to the same entry meet there.
struct UpdateLanes: Sendable {
    /// The maximum number of lanes; with more, none is drawn, because they would be unreadable.
    private static let most = 8

    private let names: Set<String>
    private let isReplaced: Set<String>
    private var isFlat = false
    private var drawn: Set<String> = []
    /// The entry that each lane leads to; `nil` for a lane that has ended.
    private var lanes: [String?] = []

    init(_ entries: [ChannelEntry]) {
        names = Set(entries.map(\.name))
        isReplaced = Set(
            entries.flatMap { entry in ([entry.replaces].compactMap(\.self) + entry.skips).filter { $0 != entry.name } }
        )
        var trial = self
        isFlat = entries.contains { trial.draw($0).count > Self.most * 2 }
    }

    /// Draws the next entry, without trailing blanks.
    mutating func draw(_ entry: ChannelEntry) -> String {
        let mark: Character = isReplaced.contains(entry.name) ? "○" : "●"
        guard !isFlat else { return String(mark) }
        let arriving = lanes.indices.filter { lanes[$0] == entry.name }
        let lane = arriving.first ?? lanes.firstIndex(of: nil) ?? lanes.endIndex
        if lane == lanes.endIndex { lanes.append(nil) }
        let last = arriving.last ?? lane
        var text = ""
        for index in lanes.indices {
            let isPassing = index > lane && index < last
            if index == lane {
                text.append(mark)
            } else if arriving.contains(index) {
                text.append(index == last ? "╯" : "┴")
            } else if lanes[index] != nil {
                text.append(isPassing ? "┼" : "│")
            } else {
                text.append(isPassing ? "─" : " ")
            }
            text.append(index >= lane && index < last ? "─" : " ")
        }
        for index in arriving { lanes[index] = nil }
        drawn.insert(entry.name)
        // A cycle would lead up again.
        if let next = entry.replaces, names.contains(next), !drawn.contains(next) { lanes[lane] = next }
        while lanes.last == .some(nil) { lanes.removeLast() }
        while text.last == " " { text.removeLast() }
        return text
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The updates of a channel drawn for a terminal: newest first, a line for each entry.
///
///     ● foo.v0.3.1  head · replaces v0.2.0 · skips v0.3.0
///     │ ○ foo.v0.3.0  replaces v0.2.0
///     ○─╯ foo.v0.2.0  skips v0.1.1†
///     † not in this channel
package struct ChannelGraphText: Sendable, CustomStringConvertible {
    /// The lines; problems of the channel come first.
    package let lines: [String]

    /// Draws a channel in about `width` columns; only long names make it wider.
    package init(_ channel: CatalogChannel, of package: CatalogPackage, width: Int = 100) {
        let graph = ChannelGraph(channel)
        let versions = PackageVersions(package)
        let entries = ChannelOrder(channel, versions).entries
        var lanes = UpdateLanes(entries)
        let drawings = entries.map { lanes.draw($0) }
        let drawingWidth = drawings.map(\.count).max() ?? 0
        let nameWidth = entries.map { printable($0.name).count }.max() ?? 0
        let names = Set(entries.map(\.name))
        let heads = Set(graph.heads)
        let stranded: [ChannelProblem] = graph.stranded.isEmpty ? [] : [.stranded(graph.stranded)]
        var lines = (graph.problems + stranded).map { "! \($0)" }
        var hasAbsent = false
        for (entry, drawing) in zip(entries, drawings) {
            let start = "\(drawing.padded(to: drawingWidth)) \(printable(entry.name).padded(to: nameWidth))"
            var details = EntryDetails(entry, known: names)
            details.isHead = heads.contains(entry.name)
            details.hasBundle = versions.bundle(entry.name) != nil
            let text = details.text(within: width - start.count - 2)
            hasAbsent = hasAbsent || text.contains(EntryDetails.absent)
            lines.append(text.isEmpty ? start.trimmingTrailingBlanks : "\(start)  \(text)")
        }
        if hasAbsent { lines.append("\(EntryDetails.absent) not in this channel") }
        self.lines = lines
    }

    package var description: String { lines.joined(separator: "\n") }
}

/// The text after an entry's name.
private struct EntryDetails {
    static let absent: Character = "†"

    private let entry: ChannelEntry
    private let known: Set<String>
    var isHead = false
    var hasBundle = true

    init(_ entry: ChannelEntry, known: Set<String>) {
        self.entry = entry
        self.known = known
    }

    func text(within width: Int) -> String {
        var parts: [String] = []
        if isHead { parts.append("head") }
        if !hasBundle { parts.append("no bundle") }
        if let replaces = entry.replaces { parts.append("replaces \(short(replaces))") }
        let range = entry.skipRange.map { "skipRange \(printable($0))" }
        let used = (parts + [range].compactMap(\.self)).map { $0.count + 3 }.reduce(0, +)
        if !entry.skips.isEmpty { parts.append("skips \(skips(within: width - used - "skips ".count))") }
        if let range { parts.append(range) }
        return parts.joined(separator: " · ")
    }

    /// As many names as fit, at least one, and the number of the others.
    private func skips(within width: Int) -> String {
        let names = entry.skips.map(short)
        let all = names.joined(separator: " ")
        guard all.count > width else { return all }
        var text = names[0]
        var shown = 1
        for name in names.dropFirst() {
            guard text.count + name.count + " and \(names.count) more".count < width else { break }
            text += " \(name)"
            shown += 1
        }
        return shown < names.count ? "\(text) and \(names.count - shown) more" : text
    }

    /// A name without the part that it shares with the entry's own name: the operator's name and the first dot.
    private func short(_ name: String) -> String {
        var result = name[...]
        if let dot = entry.name.firstIndex(of: "."), entry.name[..<dot].contains(where: \.isLetter),
            name.hasPrefix(entry.name[...dot])
        {
            result = result.dropFirst(entry.name[...dot].count)
        }
        let text = printable(String(result.isEmpty ? name[...] : result))
        return known.contains(name) ? text : "\(text)\(Self.absent)"
    }
}

extension String {
    fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }

    fileprivate var trimmingTrailingBlanks: String {
        var result = self
        while result.last == " " { result.removeLast() }
        return result
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
package import Scheduling

/// A progress line, which leaves out what matters least where there is no room.
package struct ProgressLine: Sendable, Equatable {
    /// A part of the line; the part with the lowest rank is left out first.
    private struct Part: Equatable {
        let rank: Int
        let text: String
        /// What stands between it and the next part.
        var separator = ", "
    }

    private static let barWidth = 16
    /// The number of transfers below the line.
    private static let mostTransfers = 3
    /// The height from which a terminal has room for lines about single transfers.
    private static let tall = 30
    /// The time without a byte from which a transfer is stalled.
    static let stall = Duration.seconds(5)

    private let parts: [Part]
    private let transfers: [ProgressSnapshot.Transfer]

    package init(_ progress: ProgressSnapshot) {
        transfers = progress.transfers
        parts = Self.parts(of: progress)
    }

    /// The line in at most so many columns; `nil` has room for everything.
    package func text(columns limit: Int?) -> String {
        var kept = parts
        while let limit, kept.count > 1, columns(of: Self.joined(kept)) > limit,
            let least = kept.indices.min(by: { kept[$0].rank < kept[$1].rank })
        {
            kept.remove(at: least)
        }
        let text = Self.joined(kept)
        return limit.map { clipped(text, to: $0) } ?? text
    }

    /// The line, and on a tall terminal a line for each of the slowest transfers; none takes the last column, after which
    /// some terminals begin a new line.
    package func lines(on size: TerminalSize) -> [String] {
        let width = max(1, size.columns - 1)
        guard size.rows >= Self.tall, !transfers.isEmpty else { return [text(columns: width)] }
        let own = transfers.prefix(Self.mostTransfers).map { transfer in
            let amounts = "  \(Self.amounts(of: transfer))"
            let name = clipped(printable(transfer.name), to: max(0, width - columns(of: amounts) - 2))
            return clipped("  \(name)\(amounts)", to: width)
        }
        let withoutOwn = ProgressLine(parts: parts.filter { $0.rank != Rank.transfer })
        return [withoutOwn.text(columns: width)] + own
    }

    private init(parts: [Part]) {
        self.parts = parts
        transfers = []
    }

    private static func joined(_ parts: [Part]) -> String {
        parts.dropLast().map { $0.text + $0.separator }.joined() + (parts.last?.text ?? "")
    }

    private enum Rank {
        static let bar = 1
        static let transfer = 2
        static let amount = 3
        static let count = 4
        static let speed = 5
        static let left = 6
        static let wait = 7
        static let stalled = 8
        static let share = 9
    }

    private static func parts(of progress: ProgressSnapshot) -> [Part] {
        var parts: [Part] = []
        func add(_ rank: Int, _ text: String?) {
            if let text { parts.append(Part(rank: rank, text: text)) }
        }
        if let activity = progress.activity {
            add(Rank.share, activity.text)
            if activity.all.map({ $0 >= 100 }) == true { add(Rank.amount, progress.share.map(percent)) }
            if activity.unit == .bytes { add(Rank.speed, speed(of: progress)) }
        } else if progress.all > 0 {
            if let share = progress.share {
                parts.append(Part(rank: Rank.bar, text: bar(share), separator: " "))
                add(Rank.share, percent(share))
            }
            if progress.allBytes > 0 {
                let (done, all) = ByteCount.pair(min(progress.bytes, progress.allBytes), progress.allBytes)
                add(Rank.amount, "\(done) of \(all)")
                add(Rank.speed, speed(of: progress))
            }
        }
        add(Rank.stalled, progress.stalled.map { "stalled for \(TimeText.text($0))" })
        add(Rank.left, progress.secondsLeft.map { "\(TimeText.text($0)) left" })
        if progress.activity == nil, progress.all > 0 {
            add(Rank.count, "\(progress.done) of \(progress.all) \(progress.things)")
        }
        add(Rank.wait, progress.wait.map(\.text))
        add(Rank.transfer, progress.transfers.first.map { "slowest: \(printable($0.name)) \(amounts(of: $0))" })
        return parts
    }

    private static func speed(of progress: ProgressSnapshot) -> String? {
        progress.stalled == nil ? progress.speed.map { "\(ByteCount.text($0))/s" } : nil
    }

    private static func bar(_ share: Double) -> String {
        let filled = Int(share * Double(barWidth))
        return "[" + String(repeating: "#", count: filled) + String(repeating: "-", count: barWidth - filled) + "]"
    }

    /// Rounds down: 100% is the end.
    private static func percent(_ share: Double) -> String { "\(Int(share * 100))%" }

    private static func amounts(of transfer: ProgressSnapshot.Transfer) -> String {
        let (done, all) = ByteCount.pair(min(transfer.bytes, transfer.size), transfer.size)
        let stalled = transfer.idle >= stall ? ", stalled for \(TimeText.text(transfer.idle))" : ""
        return "(\(done) of \(all)\(stalled))"
    }
}

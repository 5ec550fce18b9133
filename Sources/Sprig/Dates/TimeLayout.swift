// SPDX-License-Identifier: Apache-2.0

/// How times are written, shown on Go's example: the second of January 2006, 15:04:05.
struct TimeLayout {
    /// A part of a time.
    enum Part: Equatable {
        case longMonth, shortMonth, month, paddedMonth
        case longWeekday, shortWeekday
        case day, blankDay, paddedDay, blankDayOfYear, paddedDayOfYear
        case hour, hour12, paddedHour12, minute, paddedMinute, second, paddedSecond
        case longYear, year
        case upperHalf, lowerHalf
        case zoneName
        case offset(Offset)
        /// Digits after a point or comma, either all of them or without zeros at the end.
        case fraction(digits: Int, separator: UInt8, isTrimmed: Bool)
    }

    /// How an offset from UTC is written.
    struct Offset: Equatable {
        /// Whether UTC itself is `Z`.
        var hasZ: Bool
        /// How many of hours, minutes and seconds there are.
        var count: Int
        var hasColons: Bool
    }

    /// What stands before a part, the part, how it is written in the layout, and what follows; `nil` for no part.
    struct Piece {
        var prefix: ArraySlice<UInt8>
        var part: Part?
        var source: ArraySlice<UInt8>
        var rest: ArraySlice<UInt8>
    }

    /// Returns the first part of a layout.
    static func next(_ layout: ArraySlice<UInt8>) -> Piece {
        var index = layout.startIndex
        while index < layout.endIndex {
            if let (part, count) = part(layout[index...], previous: index > layout.startIndex ? layout[index - 1] : nil)
            {
                let end = index + count
                // `_2006` is a sign and a year, not a day.
                return Piece(prefix: layout[..<index], part: part, source: layout[index..<end], rest: layout[end...])
            }
            if layout[index...].starts(with: "_2006".utf8) {
                let start = index + 1
                return Piece(
                    prefix: layout[..<start],
                    part: .longYear,
                    source: layout[start..<(start + 4)],
                    rest: layout[(start + 4)...]
                )
            }
            index += 1
        }
        return Piece(prefix: layout, part: nil, source: layout[layout.endIndex...], rest: layout[layout.endIndex...])
    }

    /// Texts that stand for parts; the first that fits counts.
    private static let texts: [(text: [UInt8], part: Part)] = named.map { (Array($0.utf8), $1) }

    private static let named: [(String, Part)] = [
        ("January", .longMonth), ("Monday", .longWeekday), ("MST", .zoneName), ("002", .paddedDayOfYear),
        ("01", .paddedMonth), ("02", .paddedDay), ("03", .paddedHour12), ("04", .paddedMinute), ("05", .paddedSecond),
        ("06", .year), ("15", .hour), ("1", .month), ("2006", .longYear), ("2", .day), ("__2", .blankDayOfYear),
        ("3", .hour12), ("4", .minute), ("5", .second), ("PM", .upperHalf), ("pm", .lowerHalf),
        ("-070000", .offset(Offset(hasZ: false, count: 3, hasColons: false))),
        ("-07:00:00", .offset(Offset(hasZ: false, count: 3, hasColons: true))),
        ("-0700", .offset(Offset(hasZ: false, count: 2, hasColons: false))),
        ("-07:00", .offset(Offset(hasZ: false, count: 2, hasColons: true))),
        ("-07", .offset(Offset(hasZ: false, count: 1, hasColons: false))),
        ("Z070000", .offset(Offset(hasZ: true, count: 3, hasColons: false))),
        ("Z07:00:00", .offset(Offset(hasZ: true, count: 3, hasColons: true))),
        ("Z0700", .offset(Offset(hasZ: true, count: 2, hasColons: false))),
        ("Z07:00", .offset(Offset(hasZ: true, count: 2, hasColons: true))),
        ("Z07", .offset(Offset(hasZ: true, count: 1, hasColons: false))),
    ]

    /// Returns the part that bytes begin with, and how many bytes it has.
    private static func part(_ bytes: ArraySlice<UInt8>, previous: UInt8?) -> (Part, Int)? {
        guard let first = bytes.first, "JM0123456_PpZ-.,".utf8.contains(first) else { return nil }
        if let (text, part) = texts.first(where: { bytes.starts(with: $0.text) }) { return (part, text.count) }
        let after = bytes.dropFirst(3).first
        let isWord = after.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
        if bytes.starts(with: "Jan".utf8) { return isWord ? nil : (.shortMonth, 3) }
        if bytes.starts(with: "Mon".utf8) { return isWord ? nil : (.shortWeekday, 3) }
        if bytes.starts(with: "_2".utf8), !bytes.starts(with: "_2006".utf8) { return (.blankDay, 2) }
        guard first == UInt8(ascii: ".") || first == UInt8(ascii: ","), let digit = bytes.dropFirst().first else {
            return nil
        }
        guard digit == UInt8(ascii: "0") || digit == UInt8(ascii: "9") else { return nil }
        let digits = bytes.dropFirst().prefix { $0 == digit }
        if let next = bytes.dropFirst(1 + digits.count).first, isDigit(next) { return nil }
        let part = Part.fraction(digits: digits.count, separator: first, isTrimmed: digit == UInt8(ascii: "9"))
        return (part, 1 + digits.count)
    }

    static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}

// SPDX-License-Identifier: Apache-2.0

/// Zones and offsets of times.
extension TimeParts {
    mutating func takeZoneName(_ rest: inout ArraySlice<UInt8>) -> Outcome {
        if rest.starts(with: "UTC".utf8) {
            isUTC = true
            rest = rest.dropFirst(3)
            return .taken
        }
        guard let count = Self.zoneNameCount(rest) else { return .mismatch }
        zoneName = String(decoding: rest.prefix(count), as: UTF8.self)
        rest = rest.dropFirst(count)
        return .taken
    }

    mutating func takeOffset(_ style: TimeLayout.Offset, _ rest: inout ArraySlice<UInt8>) -> Outcome {
        if style.hasZ, rest.first == UInt8(ascii: "Z") {
            isUTC = true
            rest = rest.dropFirst()
            return .taken
        }
        let count = 1 + 2 * style.count + (style.hasColons ? style.count - 1 : 0)
        guard rest.count >= count, let sign = rest.first else { return .mismatch }
        var text = rest.dropFirst().prefix(count - 1)
        rest = rest.dropFirst(count)
        var numbers: [Int] = []
        for index in 0..<style.count {
            if index > 0, style.hasColons {
                guard text.first == UInt8(ascii: ":") else { return .mismatch }
                text = text.dropFirst()
            }
            guard let number = TimeDigits.digits(2, &text) else { return .mismatch }
            numbers.append(number)
        }
        numbers += [0, 0]
        for (index, limit) in [24, 60, 60].enumerated() where numbers[index] > limit {
            return .outOfRange("time zone offset \(["hour", "minute", "second"][index])")
        }
        let seconds = (numbers[0] * 60 + numbers[1]) * 60 + numbers[2]
        guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return .mismatch }
        offset = sign == UInt8(ascii: "-") ? -seconds : seconds
        return .taken
    }

    /// Returns how many bytes of a text are the name of a zone.
    private static func zoneNameCount(_ bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= 3, let first = bytes.first else { return nil }
        if bytes.starts(with: "ChST".utf8) || bytes.starts(with: "MeST".utf8) { return 4 }
        if bytes.starts(with: "GMT".utf8) { return 3 + signedOffsetCount(bytes.dropFirst(3)) }
        if first == UInt8(ascii: "+") || first == UInt8(ascii: "-") {
            let count = signedOffsetCount(bytes)
            return count > 0 ? count : nil
        }
        let upper = bytes.prefix(6).prefix { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) }
        let endsInT = upper.last == UInt8(ascii: "T")
        return switch upper.count {
        case 5: endsInT ? 5 : nil
        case 4: endsInT || upper.elementsEqual("WITA".utf8) ? 4 : nil
        case 3: 3
        default: nil
        }
    }

    /// Returns how many bytes are a sign and hours; none if there is no sign or there are too many hours.
    private static func signedOffsetCount(_ bytes: ArraySlice<UInt8>) -> Int {
        guard let sign = bytes.first, sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") else { return 0 }
        let digits = bytes.dropFirst().prefix(while: TimeLayout.isDigit)
        guard let hours = Int(String(decoding: digits, as: UTF8.self)), hours <= 23 else { return 0 }
        return 1 + digits.count
    }
}

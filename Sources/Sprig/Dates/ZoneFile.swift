// SPDX-License-Identifier: Apache-2.0

/// A file of the time zone database, in the format of RFC 8536.
struct ZoneFile {
    private let bytes: [UInt8]

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The numbers at the start of each of the two parts of a file.
    private struct Header {
        var utcCount, standardCount, leapCount, transitionCount, typeCount, nameCount: Int

        /// The bytes that follow, with times of a size.
        func count(timeSize: Int) -> Int {
            transitionCount * (timeSize + 1) + typeCount * 6 + nameCount + leapCount * (timeSize + 4) + standardCount
                + utcCount
        }
    }

    /// Returns the zone of the file; `nil` if it is none.
    func zone(named name: String) -> Zone? {
        guard let first = header(at: 0) else { return nil }
        let isOld = bytes[4] == 0
        let start = isOld ? 0 : 44 + first.count(timeSize: 4)
        guard let header = header(at: start) else { return nil }
        let timeSize = isOld ? 4 : 8
        let body = start + 44
        guard body + header.count(timeSize: timeSize) <= bytes.count, header.typeCount > 0 else { return nil }

        let indexStart = body + header.transitionCount * timeSize
        let typeStart = indexStart + header.transitionCount
        let nameStart = typeStart + header.typeCount * 6
        let types = (0..<header.typeCount).map { index in
            let place = typeStart + index * 6
            let abbreviation = bytes[(nameStart + Int(bytes[place + 5]))...].prefix { $0 != 0 }
            return (
                period: Zone.Period(
                    offset: Int(Int32(truncatingIfNeeded: number(at: place, 4))),
                    name: String(decoding: abbreviation, as: UTF8.self)
                ),
                isSummer: bytes[place + 4] != 0
            )
        }
        let indices = (0..<header.transitionCount).map { Int(bytes[indexStart + $0]) }
        guard indices.allSatisfy({ $0 < types.count }) else { return nil }
        let end = body + header.count(timeSize: timeSize)
        let footer = isOld ? [] : bytes[min(end + 1, bytes.count)...].prefix { $0 != 0x0A }
        return Zone(
            name: name,
            starts: (0..<header.transitionCount).map { number(at: body + $0 * timeSize, timeSize) },
            periods: indices.map { types[$0].period },
            first: (types.first { !$0.isSummer } ?? types[0]).period,
            rule: ZoneRule(String(decoding: footer, as: UTF8.self))
        )
    }

    private func header(at start: Int) -> Header? {
        guard start + 44 <= bytes.count, bytes[start..<(start + 4)].elementsEqual("TZif".utf8) else { return nil }
        let counts = (0..<6).map { Int(number(at: start + 20 + 4 * $0, 4)) }
        guard counts.allSatisfy({ $0 >= 0 && $0 < 1 << 20 }) else { return nil }
        return Header(
            utcCount: counts[0],
            standardCount: counts[1],
            leapCount: counts[2],
            transitionCount: counts[3],
            typeCount: counts[4],
            nameCount: counts[5]
        )
    }

    /// Returns a signed number of 4 or 8 bytes, the most significant one first.
    private func number(at start: Int, _ count: Int) -> Int64 {
        let value = bytes[start..<(start + count)].reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        return count == 4 ? Int64(Int32(truncatingIfNeeded: value)) : Int64(bitPattern: value)
    }
}

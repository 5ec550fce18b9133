// SPDX-License-Identifier: Apache-2.0

/// Sizes for people, in binary units with one decimal.
enum ByteCount {
    private static let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB"]

    /// Spells a size in the largest unit of which it has at least one.
    static func text(_ bytes: Int64) -> String { text(bytes, unit: unit(of: bytes)) }

    /// Spells two sizes in the unit of the larger one, as long as the smaller one still shows in it.
    static func pair(_ first: Int64, _ second: Int64) -> (String, String) {
        let shared = unit(of: max(first, second))
        func spell(_ bytes: Int64) -> String {
            let isVisible = bytes == 0 || tenths(bytes, unit: shared) > 0
            return text(bytes, unit: isVisible ? shared : unit(of: bytes))
        }
        return (spell(first), spell(second))
    }

    private static func unit(of bytes: Int64) -> Int {
        var unit = 0
        while unit + 1 < units.count, bytes >> (10 * (unit + 1)) > 0 { unit += 1 }
        return unit
    }

    private static func tenths(_ bytes: Int64, unit: Int) -> Int64 {
        let size = Int64(1) << (10 * unit)
        return bytes / size * 10 + (bytes % size * 10 + size / 2) / size
    }

    private static func text(_ bytes: Int64, unit: Int) -> String {
        guard unit > 0 else { return "\(bytes) B" }
        let tenths = tenths(bytes, unit: unit)
        return "\(tenths / 10).\(tenths % 10) \(units[unit])"
    }
}

// SPDX-License-Identifier: Apache-2.0

/// The speed over the last seconds.
///
/// A ring of short periods, so that adding bytes costs nothing.
package struct SpeedMeter: Sendable, Equatable {
    /// The length of a period in milliseconds, and the number of periods that count.
    private static let period: Int64 = 500
    private static let length = 10

    private var amounts = [Int64](repeating: 0, count: length)
    private var current: Int64
    private let begin: Duration

    /// Begins to measure.
    package init(at time: Duration) {
        begin = time
        current = Self.number(of: time)
    }

    private static func number(of time: Duration) -> Int64 { time.milliseconds / period }

    /// Adds an amount that arrived now.
    package mutating func add(_ amount: Int64, at time: Duration) {
        let number = Self.number(of: time)
        if number > current {
            for passed in max(current + 1, number - Int64(Self.length) + 1)...number { amounts[Self.slot(passed)] = 0 }
            current = number
        }
        amounts[Self.slot(current)] += amount
    }

    private static func slot(_ number: Int64) -> Int { Int(number % Int64(length)) }

    /// The amount in a second; `nil` in the first second, which tells little.
    package func speed(at time: Duration) -> Int64? {
        let elapsed = (time - begin).milliseconds
        guard elapsed >= 1000 else { return nil }
        let number = max(Self.number(of: time), current)
        let first = number - Int64(Self.length) + 1
        guard first <= current else { return 0 }
        let sum = (max(first, 0)...current).reduce(Int64(0)) { sum, period in
            period > current - Int64(Self.length) ? sum + amounts[Self.slot(period)] : sum
        }
        let span = min(elapsed, time.milliseconds - first * Self.period)
        return sum * 1000 / max(1, span)
    }
}

extension Duration {
    package var milliseconds: Int64 {
        components.seconds * 1000 + components.attoseconds / 1_000_000_000_000_000
    }
}

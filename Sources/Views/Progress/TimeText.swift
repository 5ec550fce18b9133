// SPDX-License-Identifier: Apache-2.0

/// Times as people write them.
enum TimeText {
    /// A time in its two largest units: `20 s`, `4 min`, `4 min 20 s`, `2 h 5 min`.
    static func text(_ seconds: Int64) -> String {
        switch seconds {
        case ..<60: "\(max(0, seconds)) s"
        case ..<600: pair(seconds / 60, "min", seconds % 60, "s")
        case ..<3600: "\(seconds / 60) min"
        case ..<360_000: pair(seconds / 3600, "h", seconds % 3600 / 60, "min")
        default: "more than 99 h"
        }
    }

    static func text(_ time: Duration) -> String { text(time.components.seconds) }

    private static func pair(_ first: Int64, _ unit: String, _ second: Int64, _ smaller: String) -> String {
        "\(first) \(unit)" + (second > 0 ? " \(second) \(smaller)" : "")
    }
}

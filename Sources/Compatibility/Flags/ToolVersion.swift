// SPDX-License-Identifier: Apache-2.0

/// A generation of oc-mirror: its two programs share a name and little else.
package enum ToolVersion: Int, Sendable, Hashable, CaseIterable, Comparable, CustomStringConvertible {
    case one = 1
    case two = 2

    package var description: String { "v\(rawValue)" }

    package static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
}

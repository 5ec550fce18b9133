// SPDX-License-Identifier: Apache-2.0

/// Values that a user gives to a chart, in a file or inline.
package struct ChartValues: Sendable, Equatable {
    /// The top-level entries; always a map.
    package let value: ChartValue

    package init(_ value: ChartValue) { self.value = value }
}

// SPDX-License-Identifier: Apache-2.0

/// A file is no report of what is missing, or one that this version cannot read.
package struct MissingReportError: Error, Sendable, Equatable, CustomStringConvertible {
    package let description: String
}

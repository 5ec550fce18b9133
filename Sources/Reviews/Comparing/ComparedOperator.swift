// SPDX-License-Identifier: Apache-2.0

package import Plans

/// An operator that two plans offer differently.
package struct ComparedOperator: Sendable, Equatable, Encodable {
    /// The catalog's name at the target, without the target's own.
    package let catalog: String
    /// The name of the operator's package.
    package let package: String
    package let kind: OperatorChange.Kind
    package let defaultBefore: String?
    package let defaultAfter: String?
    /// The channels that differ, sorted by name.
    package let channels: [OperatorChange.Channel]
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration

/// The versions that a configuration wants of a package or of a channel.
///
/// Versions are compared as in semver.org: 1.42.0-5 is between 1.40.0 and 1.42.0, and build metadata does not count.
struct VersionBounds: Sendable, Hashable, CustomStringConvertible {
    let minimum: Located<VersionBound>?
    let maximum: Located<VersionBound>?

    /// Makes bounds; `nil` if neither a lower nor an upper one is given.
    init?(_ minimum: Located<VersionBound>?, _ maximum: Located<VersionBound>?) {
        guard minimum != nil || maximum != nil else { return nil }
        self.minimum = minimum
        self.maximum = maximum
    }

    func contains(_ version: SemanticVersion) -> Bool {
        isAboveMinimum(version) && isBelowMaximum(version)
    }

    func isAboveMinimum(_ version: SemanticVersion) -> Bool { minimum?.value.isMetAsMinimum(by: version) ?? true }

    func isBelowMaximum(_ version: SemanticVersion) -> Bool { maximum?.value.isMetAsMaximum(by: version) ?? true }

    /// The only wanted version: both bounds are the same text, and a whole version.
    ///
    /// `1.2` twice is the range of all 1.2.z.
    var exact: SemanticVersion? {
        guard let minimum, let maximum, minimum.value.text == maximum.value.text, minimum.value.numbers == 3
        else { return nil }
        return minimum.value.version
    }

    /// The place of the first bound.
    var location: SourceLocation? { minimum?.location ?? maximum?.location }

    var description: String {
        if exact != nil, let minimum { return "\(minimum.value)" }
        return [minimum.map { ">=\($0.value)" }, maximum.map { "<=\($0.value)" }].compactMap(\.self)
            .joined(separator: " ")
    }
}

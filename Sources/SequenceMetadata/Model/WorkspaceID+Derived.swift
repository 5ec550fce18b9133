// SPDX-License-Identifier: Apache-2.0

import OCI
package import Plans

extension WorkspaceID {
    /// The identity of a new workspace, which follows from the content of its configuration, its target and its place.
    ///
    /// Where a plan is made twice, it names the same workspace. Other content makes another one, so teams that name their
    /// files alike do not meet.
    package init(of configuration: ConfigurationRecord, at target: String, place: String) {
        let text = ["oc-mirror", configuration.path, configuration.digest.description, target, place]
        var digits = Array(Digest(of: text.joined(separator: "\n").utf8).hex.prefix(32))
        // RFC 9562: version 8 for what is made in a way of one's own, and the variant.
        digits[12] = "8"
        digits[16] = ["8", "9", "a", "b"][(digits[16].hexDigitValue ?? 0) & 3]
        let ends = [8, 12, 16, 20, 32]
        let groups = zip([0] + ends, ends).map { String(digits[$0..<$1]) }
        self = Self(groups.joined(separator: "-")) ?? .none
    }
}

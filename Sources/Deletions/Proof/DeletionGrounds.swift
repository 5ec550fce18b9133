// SPDX-License-Identifier: Apache-2.0

import Plans

/// The texts of a plan about the reasons of deletions and about checks beyond their repositories.
struct DeletionGrounds {
    /// The reason for an image that is not deleted along with another.
    var reason: String
    /// The reason for a manifest whose tag the plan gives to another manifest.
    var replacement: String
    /// Descriptions of the other configurations and ledgers that were checked for needs.
    var checked: [String]
    /// What brought the deletions about, in a plan that prunes.
    var cause: ChangeCause?
}

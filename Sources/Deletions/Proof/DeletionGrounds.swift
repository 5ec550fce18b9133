// SPDX-License-Identifier: Apache-2.0

/// Why images go, and what was looked at beyond their repositories, as the plan tells it.
struct DeletionGrounds {
    /// Why an image goes that nothing else takes along.
    var reason: String
    /// Why a manifest goes whose tag the plan gives to something else.
    var replacement: String
    /// Who else was asked whether they need it, for people.
    var checked: [String]
}

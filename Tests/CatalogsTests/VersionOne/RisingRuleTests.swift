// SPDX-License-Identifier: Apache-2.0

import MirrorConfiguration
import TestSupport
import Testing

@testable import Catalogs

/// What oc-mirror v1 takes from an entry of a channel to the head.
struct RisingRuleTests {
    /// The entries of a channel, where to begin, what is kept, and whether oc-mirror v1 takes the head.
    static let rows: [([String], String, [String], Bool)] = [
        (["a", "b > a", "c > b"], "a", ["a", "b", "c"], true),
        (["a", "b > a", "c > b"], "c", ["c"], true),
        // A branch that ends is taken too.
        (["a", "b > a", "x > a", "c > b ! x"], "a", ["a", "b", "c", "x"], true),
        // The beginning is skipped, and meets the head further down; the meeting point is not taken.
        (["a", "b > a", "c > a ! b"], "b", ["b", "c"], true),
        (["a", "b > a", "x > b", "c > a ! b ! x"], "x", ["b", "c", "x"], true),
        // What the head replaces does not lead down to the beginning.
        (["a", "b", "c ! a ! b"], "a", ["a", "c"], false),
        (["a", "b > gone ! a", "c > b"], "a", ["a", "b", "c"], false),
        // Nothing on the way to the head skips it either.
        (["a", "x > a", "c ! x"], "a", ["a", "c", "x"], false),
    ]

    @Test("From an entry to the head", arguments: rows)
    func rule(entries: [String], start: String, kept: [String], isKnown: Bool) {
        let channel = CatalogChannel(entries)
        let rule = RisingRule(ChannelGraph(channel), channel, from: start)
        #expect(rule.kept == kept)
        #expect(rule.isKnownToVersionOne == isKnown)
    }
}

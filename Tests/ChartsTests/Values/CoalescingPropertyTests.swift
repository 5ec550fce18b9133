// SPDX-License-Identifier: Apache-2.0

@testable import Charts
import GoTemplate
import TestSupport
import Testing

/// What holds for all values.
@Suite struct CoalescingPropertyTests {
    private func value(_ generator: inout SeededGenerator, depth: Int) -> ChartValue {
        switch Int.random(in: 0..<(depth > 2 ? 4 : 8), using: &generator) {
        case 0: return .null
        case 1: return .number(Double(Int.random(in: 0...9, using: &generator)))
        case 2: return .string("s")
        case 3: return .list([.bool(true)])
        default: return .map(entries(&generator, depth: depth + 1))
        }
    }

    private func entries(_ generator: inout SeededGenerator, depth: Int) -> [Text: ChartValue] {
        var entries: [Text: ChartValue] = [:]
        for key in ["a", "b", "c", "d"] as [Text] where Bool.random(using: &generator) {
            entries[key] = value(&generator, depth: depth)
        }
        return entries
    }

    private func coalesced(_ given: [Text: ChartValue], over presets: [Text: ChartValue]) throws -> [Text: ChartValue] {
        var chart = try TestChart().loaded()
        chart.values = .map(presets)
        var coalescing = ChartCoalescing(keepsNulls: false, log: ChartLog())
        return try coalescing.values(chart, given)
    }

    /// Whether every value that was given is there, but those that were null and removed something.
    private func keeps(_ given: [Text: ChartValue], _ result: [Text: ChartValue]) -> Bool {
        given.allSatisfy { key, value in
            switch (value, result[key]) {
            case (.null, nil), (.null, .null): true
            case (.map(let inner), .map(let found)): keeps(inner, found)
            case (let value, let found): value == found
            }
        }
    }

    @Test func `what is given stays, and every default is there unless it was replaced or removed`() throws {
        for seed in 0..<1000 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let (presets, given) = (entries(&generator, depth: 0), entries(&generator, depth: 0))
            let result = try coalesced(given, over: presets)
            #expect(keeps(given, result), "seed \(seed)")
            for (key, preset) in presets where given[key] == nil { #expect(result[key] == preset, "seed \(seed)") }
            for (key, value) in given where value == .null && presets[key] != nil {
                #expect(result[key] == nil, "seed \(seed)")
            }
        }
    }

    @Test func `nothing given gives the defaults, and nothing preset gives what is given`() throws {
        for seed in 0..<200 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let values = entries(&generator, depth: 0)
            #expect(try coalesced([:], over: values) == values)
            #expect(try coalesced(values, over: [:]) == values)
        }
    }

    @Test func `several values given at once are as one given after the other`() {
        for seed in 0..<500 as Range<UInt64> {
            var generator = SeededGenerator(seed: seed)
            let all = (0..<3).map { _ in ChartValues(.map(entries(&generator, depth: 0))) }
            let pair = ChartValues(.map(ChartValues.merged(Array(all.prefix(2)))))
            #expect(ChartValues.merged(all) == ChartValues.merged([pair, all[2]]), "seed \(seed)")
        }
    }
}

// SPDX-License-Identifier: Apache-2.0

import Scheduling
import Testing

@Suite("A pace")
struct PaceTests {
    @Test("spreads what comes at once evenly", arguments: [1.0, 10, 200])
    func even(perSecond: Double) {
        var pace = Pace(perSecond: perSecond)
        let waits = (0..<50).map { _ in pace.take(at: .seconds(100)) / .seconds(1) }
        for (number, wait) in waits.enumerated() {
            #expect(abs(wait - Double(number) / perSecond) < 0.001)
        }
    }

    @Test("lets nothing wait that is slower than it")
    func slow() {
        var pace = Pace(perSecond: 10)
        for number in 0..<20 { #expect(pace.take(at: .milliseconds(number * 120)) == .zero) }
    }

    @Test("saves up no more than a moment")
    func saving() {
        var pace = Pace(perSecond: 100)
        _ = pace.take(at: .zero)
        // An hour without anything gives ten requests at once, not 360,000.
        let waits = (0..<30).map { _ in pace.take(at: .seconds(3600)) }
        #expect(waits.count { $0 == .zero } == 11)
    }

    @Test("counts amounts, such as bytes")
    func amounts() {
        var pace = Pace(perSecond: 1000)
        #expect(pace.take(500, at: .zero) == .zero)
        #expect(pace.take(500, at: .zero) == .milliseconds(500))
        #expect(pace.take(1, at: .milliseconds(400)) == .milliseconds(600))
    }
}

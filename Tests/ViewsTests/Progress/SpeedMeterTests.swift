// SPDX-License-Identifier: Apache-2.0

import Testing
import Views

@Suite("The speed over the last seconds")
struct SpeedMeterTests {
    private func meter(_ amounts: [(milliseconds: Int, amount: Int64)]) -> SpeedMeter {
        amounts.reduce(into: SpeedMeter(at: .zero)) { $0.add($1.amount, at: .milliseconds($1.milliseconds)) }
    }

    @Test(
        "forgets what is older",
        arguments: [
            ([(0, 100)], 500, nil), ([(0, 100)], 1000, 100), ([(0, 100)], 2000, 50), ([(0, 100)], 4900, 20),
            ([(0, 100)], 5000, 0), ([(0, 100)], 99_000, 0), ([(0, 1_000_000), (9000, 50)], 10_000, 10), ([], 3000, 0),
        ] as [([(Int, Int64)], Int, Int64?)]
    )
    func speed(amounts: [(Int, Int64)], at time: Int, speed: Int64?) {
        let found = meter(amounts.map { (milliseconds: $0.0, amount: $0.1) }).speed(at: .milliseconds(time))
        #expect(found.map { $0 - $0 % 10 } == speed.map { $0 - $0 % 10 })
    }

    @Test("is the real one for a steady stream, wherever the measuring begins")
    func steady() throws {
        for start in [0, 130, 4990, 100_321] {
            var meter = SpeedMeter(at: .milliseconds(start))
            for step in 1...300 { meter.add(1000, at: .milliseconds(start + 100 * step)) }
            let speed = try #require(meter.speed(at: .milliseconds(start + 30_000)))
            #expect((9500...10_500).contains(speed), "\(start): \(speed)")
        }
    }
}

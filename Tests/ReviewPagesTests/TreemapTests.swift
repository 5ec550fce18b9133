// SPDX-License-Identifier: Apache-2.0

import Plans
import TestSupport
import Testing

@testable import ReviewPages
@testable import Reviews

@Suite("The treemap")
struct TreemapTests {
    private static let whole = Treemap.Rectangle(x: 0, y: 0, width: 600, height: 400)

    @Test("divides a rectangle as squarely as can be: the example of the method's authors")
    func example() {
        let places = Treemap.rectangles(of: [6, 6, 4, 3, 2, 2, 1], in: .init(x: 0, y: 0, width: 6, height: 4))
        #expect(places[0] == .init(x: 0, y: 0, width: 3, height: 2))
        #expect(places[1] == .init(x: 0, y: 2, width: 3, height: 2))
        let third = places[2]
        #expect(abs(third.width - 12.0 / 7) < 1e-9 && abs(third.height - 7.0 / 3) < 1e-9)
    }

    @Test("gives each weight its share, inside of the whole, and no two the same place")
    func properties() {
        var generator = SeededGenerator(seed: 3)
        for round in 0..<60 {
            let weights = (0..<(1 + round)).map { _ in
                Int64.random(in: 0...(round % 2 == 0 ? 10 : 1 << 40), using: &generator)
            }
            let places = Treemap.rectangles(of: weights, in: Self.whole)
            let total = weights.reduce(0) { $0 + Double($1) }
            for (weight, place) in zip(weights, places) {
                let share = total == 0 ? 0 : Double(weight) / total * 240_000
                #expect(abs(place.width * place.height - share) < 0.01)
                #expect(place.x >= -1e-6 && place.y >= -1e-6)
                #expect(place.x + place.width <= 600 + 1e-6 && place.y + place.height <= 400 + 1e-6)
            }
            for first in places.indices {
                for second in places.indices where second > first {
                    let (a, b) = (places[first], places[second])
                    let width = min(a.x + a.width, b.x + b.width) - max(a.x, b.x)
                    let height = min(a.y + a.height, b.y + b.height) - max(a.y, b.y)
                    #expect(min(width, height) < 1e-6 || width * height < 1e-6)
                }
            }
        }
    }

    @Test(
        "takes any weights",
        arguments: [[], [0], [0, 0], [.max, .max, .max], [.max, 1], [-5, 3], [1]] as [[Int64]]
    )
    func extremes(weights: [Int64]) {
        let places = Treemap.rectangles(of: weights, in: Self.whole)
        #expect(places.count == weights.count)
        #expect(places.allSatisfy { $0.width.isFinite && $0.height.isFinite && $0.width >= 0 && $0.height >= 0 })
        #expect(
            Treemap.rectangles(of: weights, in: .init(x: 0, y: 0, width: 0, height: 5)).allSatisfy { $0.width == 0 }
        )
    }

    @Test("counts small images together, the largest by their names, equal ones by name")
    func shares() {
        let parts = (1...100).map { ByteShare.Part(name: "image \($0)", bytes: $0 == 1 ? 0 : Int64($0 / 2)) }
        let share = ByteShare(section: "s", parts: parts, images: 100)
        #expect(share.parts.count == ByteShare.partLimit + 1)
        #expect(share.parts.prefix(2).map(\.name) == ["image 100", "image 98"])
        #expect(share.parts.last?.name == "39 smaller images")
        #expect(share.bytes == parts.reduce(0) { $0 + $1.bytes })
    }

    @Test("has the bytes of a plan by section, with parts and without what is not moved")
    func review() {
        let shares = ByteShare.all(of: PlanReview(of: SamplePlans.update))
        #expect(shares.map(\.section) == ["mirror.additionalImages", "mirror.operators", "mirror.platform.channels"])
        #expect(shares[2].parts.map(\.bytes) == [1260 << 20, 70 << 20])
        #expect(shares.reduce(0) { $0 + $1.bytes } == SamplePlans.update.summary.bytesToTransfer)
        let deletions = ByteShare.all(of: PlanReview(of: SampleDeletions.plan))
        #expect(deletions.map(\.bytes) == [60 << 20])
    }
}

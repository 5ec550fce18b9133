// SPDX-License-Identifier: Apache-2.0

/// Divides a rectangle among weights, so that areas are as the weights and the parts are as square as can be.
///
/// The largest weights come first, row by row along the shorter side; a row ends where another part would make its worst part
/// longer and thinner.
struct Treemap {
    struct Rectangle: Equatable {
        var x: Double
        var y: Double
        var width: Double
        var height: Double

        /// The rectangle without a margin on each side, and without a strip at the top.
        func inset(_ margin: Double, top: Double) -> Rectangle {
            Rectangle(
                x: x + margin,
                y: y + margin + top,
                width: max(0, width - 2 * margin),
                height: max(0, height - 2 * margin - top)
            )
        }
    }

    /// The part of each weight, in the order of the weights; a weight of zero or less has no area.
    static func rectangles(of weights: [Int64], in whole: Rectangle) -> [Rectangle] {
        var result = weights.map { _ in Rectangle(x: whole.x, y: whole.y, width: 0, height: 0) }
        let order = weights.indices.filter { weights[$0] > 0 }
            .sorted { (weights[$1], $0) < (weights[$0], $1) }
        let total = order.reduce(0.0) { $0 + Double(weights[$1]) }
        guard total > 0, whole.width > 0, whole.height > 0 else { return result }
        let scale = whole.width * whole.height / total
        var rest = whole
        var next = order.startIndex
        while next < order.endIndex {
            let side = min(rest.width, rest.height)
            var row: [Int] = []
            var area = 0.0
            var worst = Double.infinity
            while next < order.endIndex {
                let part = Double(weights[order[next]]) * scale
                let largest = row.first.map { Double(weights[$0]) * scale } ?? part
                let candidate = shape(largest, part, area: area + part, side: side)
                guard row.isEmpty || candidate <= worst else { break }
                (worst, area) = (candidate, area + part)
                row.append(order[next])
                next += 1
            }
            place(row, areas: row.map { Double(weights[$0]) * scale }, in: &rest, &result)
        }
        return result
    }

    /// How much longer than wide the worst part of a row is.
    private static func shape(_ largest: Double, _ smallest: Double, area: Double, side: Double) -> Double {
        guard side > 0, smallest > 0 else { return .infinity }
        let square = side * side / (area * area)
        return max(largest * square, 1 / (smallest * square))
    }

    /// Puts a row along the shorter side of what is left, and takes its strip away.
    private static func place(
        _ row: [Int],
        areas: [Double],
        in rest: inout Rectangle,
        _ result: inout [Rectangle]
    ) {
        let area = areas.reduce(0, +)
        let isColumn = rest.width >= rest.height
        let thickness = isColumn ? min(rest.width, area / rest.height) : min(rest.height, area / rest.width)
        guard thickness.isFinite, thickness > 0 else { return }
        var offset = 0.0
        for (index, area) in zip(row, areas) {
            let length = area / thickness
            result[index] =
                isColumn
                ? Rectangle(x: rest.x, y: rest.y + offset, width: thickness, height: length)
                : Rectangle(x: rest.x + offset, y: rest.y, width: length, height: thickness)
            offset += length
        }
        if isColumn {
            (rest.x, rest.width) = (rest.x + thickness, max(0, rest.width - thickness))
        } else {
            (rest.y, rest.height) = (rest.y + thickness, max(0, rest.height - thickness))
        }
    }
}

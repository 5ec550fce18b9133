// SPDX-License-Identifier: Apache-2.0

/// Transforms every item, at most `limit` at a time, and returns the results in the items' order.
///
/// The first error cancels the running transformations and is thrown.
package func concurrentMap<Item: Sendable, Result: Sendable>(
    _ items: [Item],
    limit: Int,
    _ transform: @escaping @Sendable (Item) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results = [Result?](repeating: nil, count: items.count)
        var next = 0
        func startOne() {
            guard next < items.count else { return }
            let index = next
            next += 1
            group.addTask { (index, try await transform(items[index])) }
        }
        for _ in 0..<max(1, limit) { startOne() }
        while let (index, result) = try await group.next() {
            results[index] = result
            startOne()
        }
        return results.compactMap(\.self)
    }
}

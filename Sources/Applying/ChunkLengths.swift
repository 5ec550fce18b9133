// SPDX-License-Identifier: Apache-2.0

/// The lengths of a blob's chunks, which follow the speed of its transfer.
///
/// A killed upload continues after its last whole chunk, and one that is asked to stop ends its present chunk. So a chunk
/// should take seconds, on a slow line too; on a fast one, few long requests cost less.
struct ChunkLengths: Sendable, Equatable {
    /// A chunk that took less makes the next one longer.
    private static let short = Duration.seconds(2)
    /// A chunk that took more makes the next one shorter.
    private static let long = Duration.seconds(5)
    /// The longest chunk is this many times as long as the first.
    private static let growth: Int64 = 8

    /// The length of the next chunk in bytes.
    private(set) var next: Int64
    private let least: Int64
    private let most: Int64

    /// Begins with `first` bytes; stores like S3 take no part below 5 MiB, which are five eighths of the usual first chunk.
    init(first: Int64) {
        next = max(1, first)
        least = max(1, first / 8 * 5)
        most = max(1, first) * Self.growth
    }

    /// Records how long a chunk of the usual length took.
    mutating func took(_ time: Duration) {
        if time < Self.short { next = min(next * 2, most) }
        if time > Self.long { next = max(next / 2, least) }
    }
}

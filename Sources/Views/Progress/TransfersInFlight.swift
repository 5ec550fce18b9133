// SPDX-License-Identifier: Apache-2.0

import OCI

/// The transfers that run, with their bytes and times.
struct TransfersInFlight: Sendable, Equatable {
    private struct Transfer: Sendable, Equatable {
        let name: String
        let size: Int64
        let begin: Duration
        var bytes: Int64 = 0
        var last: Duration

        /// The bytes in a millisecond since the beginning.
        func pace(at time: Duration) -> Double { Double(bytes) / Double(max(1, (time - begin).milliseconds)) }
    }

    private var running: [Digest: Transfer] = [:]

    mutating func begin(_ blob: Digest, _ name: String, size: Int64, at time: Duration) {
        running[blob] = Transfer(name: name, size: size, begin: time, last: time)
    }

    mutating func add(_ bytes: Int64, to blob: Digest, at time: Duration) {
        running[blob]?.bytes += bytes
        running[blob]?.last = time
    }

    /// Sets a transfer back; returns the number of lost bytes.
    mutating func restart(_ blob: Digest, at position: Int64) -> Int64 {
        guard let transfer = running[blob], transfer.bytes > position else { return 0 }
        running[blob]?.bytes = position
        return transfer.bytes - position
    }

    mutating func end(_ blob: Digest) { running[blob] = nil }

    /// How long no byte has come to any of the transfers that lack bytes; `nil` if none lacks any.
    func idle(at time: Duration) -> Duration? {
        running.values.filter { $0.bytes < $0.size }.map { time - $0.last }.min()
    }

    /// The transfers that lack bytes, the slowest first.
    func slowest(at time: Duration) -> [ProgressSnapshot.Transfer] {
        running.filter { $0.value.bytes < $0.value.size }
            .map { (pace: $0.value.pace(at: time), blob: $0.key, transfer: $0.value) }
            .sorted { ($0.pace, $0.blob) < ($1.pace, $1.blob) }
            .map { _, _, transfer in
                ProgressSnapshot.Transfer(
                    name: transfer.name,
                    bytes: transfer.bytes,
                    size: transfer.size,
                    idle: time - transfer.last
                )
            }
    }
}

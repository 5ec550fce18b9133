// SPDX-License-Identifier: Apache-2.0

package import Scheduling

/// The progress of a command at one moment.
package struct ProgressSnapshot: Sendable, Equatable {
    /// A transfer that runs.
    package struct Transfer: Sendable, Equatable {
        /// The image, for people.
        package let name: String
        package let bytes: Int64
        package let size: Int64
        /// How long no byte has come.
        package let idle: Duration

        package init(name: String, bytes: Int64, size: Int64, idle: Duration) {
            self.name = name
            self.bytes = bytes
            self.size = size
            self.idle = idle
        }
    }

    /// What is done, where that is not the transfer of images.
    package var activity: Activity?
    package var done = 0
    package var all = 0
    /// What is counted: `images`.
    package var things = "images"
    package var bytes: Int64 = 0
    package var allBytes: Int64 = 0
    /// The amount in a second, over the last seconds; `nil` if it is not known yet.
    package var speed: Int64?
    /// How long no byte has come, though transfers run; `nil` if bytes come.
    package var stalled: Duration?
    /// The running transfers, the one that will end last first.
    package var transfers: [Transfer] = []
    package var wait: Waiting.Wait?

    package init() {}

    /// The share that is done, from 0 to 1; `nil` if it is not known.
    package var share: Double? {
        if let activity { return activity.all.flatMap { share(activity.done ?? 0, of: $0) } }
        return share(bytes, of: allBytes) ?? share(Int64(done), of: Int64(all))
    }

    private func share(_ part: Int64, of whole: Int64) -> Double? {
        whole > 0 ? min(1, max(0, Double(part) / Double(whole))) : nil
    }

    /// The time that the rest will take at the present speed, in seconds.
    package var secondsLeft: Int64? {
        guard let speed, speed > 0, stalled == nil else { return nil }
        let rest = activity.map { ($0.all ?? 0) - ($0.done ?? 0) } ?? (allBytes - bytes)
        return rest > 0 ? (rest + speed - 1) / speed : nil
    }
}

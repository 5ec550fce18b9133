// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Decides what may run next: a pure state machine over blobs and images.
///
/// Small steps that complete images go first, then mounts, then uploads, the longest first:
/// the last transfer to end is then a short one.
struct ApplySchedule {
    /// One piece of work.
    enum Job: Sendable, Hashable {
        case upload(Digest)
        case mount(Digest, into: String)
        /// Pushes an image's manifests, under its tag unless attachments have to come before that.
        case push(Int)
        /// Moves the tag of an image whose attachments are in place.
        case tag(Int)
    }

    private struct Image {
        var isFinished = false
        /// The pairs of blob and repository that are still under way.
        var lacking: Set<BlobNeed>
        /// The attachments that must be in place before the tag.
        var attachments: Set<Int>
        /// The image that this one is attached to, until that one's manifests are in place.
        var waitsFor: Int?
        var isPushed = false
    }

    private struct BlobNeed: Hashable {
        var digest: Digest
        var repository: String
    }

    private var images: [Int: Image] = [:]
    private var needers: [BlobNeed: Set<Int>] = [:]
    /// How many needs of each blob are open.
    private var demand: [Digest: Int] = [:]
    /// The image that each attachment belongs to.
    private var subjects: [Int: Int] = [:]
    private let transfers: [Digest: BlobTransfer]
    private var uploads: [Digest] = []
    private var mounts: [Job] = []
    private var ready: [Job] = []
    /// The images that ended since they were last taken, with the reason where they failed.
    private var ended: [(Int, String?)] = []

    /// Prepares the work for the images that are not yet at their destination, by their position in the plan.
    init(_ pending: [Int: PlannedImage], blobs: [BlobTransfer]) {
        transfers = Dictionary(blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        let positions = Dictionary(pending.map { ($1.action.destination, $0) }, uniquingKeysWith: { first, _ in first })
        for (index, image) in pending {
            let needs = image.blobs.compactMap { need($0, image.repository.description) }
            for need in needs { needers[need, default: []].insert(index) }
            images[index] = Image(
                lacking: Set(needs),
                attachments: [],
                waitsFor: image.action.attachedTo.flatMap { positions[$0] }
            )
        }
        for (index, image) in images {
            guard let subject = image.waitsFor else { continue }
            images[subject]?.attachments.insert(index)
            subjects[index] = subject
        }
        for need in needers.keys { demand[need.digest, default: 0] += 1 }
        for transfer in blobs where demand[transfer.digest] != nil {
            if transfer.atHome { addMounts(of: transfer) } else { uploads.append(transfer.digest) }
        }
        // The next one is taken from the end.
        uploads.sort { (transfers[$0]?.size ?? 0, $0) < (transfers[$1]?.size ?? 0, $1) }
        for index in images.keys.sorted() { readyIfComplete(index) }
    }

    /// What an image lacks of a blob: nothing where the plan found it in the image's repository.
    private func need(_ digest: Digest, _ repository: String) -> BlobNeed? {
        guard let transfer = transfers[digest] else { return nil }
        let isMoved = (transfer.home == repository && !transfer.atHome) || transfer.mountInto.contains(repository)
        return isMoved ? BlobNeed(digest: digest, repository: repository) : nil
    }

    private mutating func addMounts(of transfer: BlobTransfer) {
        for repository in transfer.mountInto
        where needers[BlobNeed(digest: transfer.digest, repository: repository)] != nil {
            mounts.append(.mount(transfer.digest, into: repository))
        }
    }

    private mutating func readyIfComplete(_ index: Int) {
        guard let image = images[index], !image.isFinished, image.lacking.isEmpty else { return }
        if !image.isPushed, image.waitsFor == nil {
            images[index]?.isPushed = true
            ready.append(.push(index))
        }
    }

    /// Returns the next job that may run beside those that do, or `nil` where all must wait.
    mutating func next() -> Job? {
        if let job = ready.popLast() ?? mounts.popLast() { return job }
        while let digest = uploads.popLast() {
            if demand[digest, default: 0] > 0 { return .upload(digest) }
        }
        return nil
    }

    /// Whether the image's tag waits for attachments, so that its root is pushed by digest first.
    func hasAttachments(_ index: Int) -> Bool { images[index]?.attachments.isEmpty == false }

    /// Takes note that a job ended, with the reason where it failed.
    mutating func finished(_ job: Job, failure: String? = nil) {
        switch job {
        case .upload(let digest): uploaded(digest, failure)
        case .mount(let digest, let repository): settle(BlobNeed(digest: digest, repository: repository), failure)
        case .push(let index): pushed(index, failure)
        case .tag(let index): end(index, failure)
        }
    }

    private mutating func uploaded(_ digest: Digest, _ failure: String?) {
        guard let transfer = transfers[digest] else { return }
        settle(BlobNeed(digest: digest, repository: transfer.home), failure)
        if let failure {
            for repository in transfer.mountInto {
                settle(BlobNeed(digest: digest, repository: repository), failure)
            }
        } else {
            addMounts(of: transfer)
        }
    }

    private mutating func settle(_ need: BlobNeed, _ failure: String?) {
        guard let waiting = needers.removeValue(forKey: need) else { return }
        demand[need.digest, default: 1] -= 1
        for index in waiting.sorted() {
            if let failure {
                end(index, failure)
            } else {
                images[index]?.lacking.remove(need)
                readyIfComplete(index)
            }
        }
    }

    private mutating func pushed(_ index: Int, _ failure: String?) {
        guard failure == nil, let attachments = images[index]?.attachments, !attachments.isEmpty else {
            return end(index, failure)
        }
        for attachment in attachments.sorted() {
            images[attachment]?.waitsFor = nil
            readyIfComplete(attachment)
        }
    }

    private mutating func end(_ index: Int, _ failure: String?) {
        guard images[index]?.isFinished == false else { return }
        images[index]?.isFinished = true
        ended.append((index, failure))
        for need in images[index]?.lacking ?? [] { forget(need, index) }
        if failure != nil {
            for attachment in (images[index]?.attachments ?? []).sorted() { end(attachment, "its image failed") }
        }
        if let subject = subjects[index] { attachmentEnded(index, of: subject, failure) }
    }

    /// A blob that nobody else needs is not moved for an image that failed.
    private mutating func forget(_ need: BlobNeed, _ index: Int) {
        needers[need]?.remove(index)
        guard needers[need]?.isEmpty == true else { return }
        needers[need] = nil
        demand[need.digest, default: 1] -= 1
    }

    private mutating func attachmentEnded(_ attachment: Int, of subject: Int, _ failure: String?) {
        images[subject]?.attachments.remove(attachment)
        guard images[subject]?.isFinished == false else { return }
        if let failure {
            end(subject, "its signature or attachment could not be copied: \(failure)")
        } else if images[subject]?.attachments.isEmpty == true {
            ready.append(.tag(subject))
        }
    }

    /// Returns the images that ended since the last call, with the reason where they failed.
    mutating func takeEnded() -> [(index: Int, failure: String?)] {
        defer { ended = [] }
        return ended.map { (index: $0.0, failure: $0.1) }
    }
}

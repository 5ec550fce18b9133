// SPDX-License-Identifier: Apache-2.0

import OCI
import Plans

/// Decides which job may run next: a pure state machine over blobs and images.
///
/// Short jobs that complete images come first, then mounts, then uploads, the longest first, so that the last transfer is a
/// short one.
struct ApplySchedule {
    /// One piece of work.
    enum Job: Sendable, Hashable {
        case upload(Digest)
        case mount(Digest, into: PlacedRepository)
        /// Pushes an image's manifests under its tag, or by digest if attachments must be pushed before the tag.
        case push(Int, byDigest: Bool)
        /// Moves the tag of an image whose attachments are in place.
        case tag(Int)
    }

    private struct Image {
        var isFinished = false
        /// The blobs that are not yet in the repository.
        var lacking: Set<BlobNeed>
        /// The attachments that must be in place before the tag.
        var attachments: Set<Int>
        /// The components, bundles and the like that must be in place before the tag.
        var parts: Set<Int> = []
        /// The images that this one is attached to; it waits until the manifests of one of them are in place.
        var waitsFor: Set<Int>
        var isQueued = false
        /// Whether the manifests are in place by digest, so that only the tag is missing.
        var isInPlace = false
    }

    /// An action whose manifests could not be read.
    struct FailedRead: Sendable {
        /// The image to write, `<repository>@<digest>`.
        var content: PlacedName
        var attachedTo: PlacedName?
        /// The destinations whose images it is a part of.
        var partOf: [PlacedName] = []
        var reason: String
    }

    private struct BlobNeed: Hashable {
        var digest: Digest
        var repository: PlacedRepository
    }

    private var images: [Int: Image] = [:]
    private var needers: [BlobNeed: Set<Int>] = [:]
    /// How many images still need each blob.
    private var demand: [Digest: Int] = [:]
    /// The images that each attachment belongs to: one digest may have several tags.
    private var subjects: [Int: Set<Int>] = [:]
    /// The images that wait for each part: payloads wait for components, catalogs for bundles.
    private var wholes: [Int: [Int]] = [:]
    private let transfers: [Digest: BlobTransfer]
    private let mountPlaces: [Digest: Set<PlacedRepository>]
    /// The attachments, by the image that they belong to.
    private let attachedTo: [PlacedName: [Int]]
    /// The blobs that are in their homes.
    private var atTarget: Set<Digest> = []
    private var uploads: [Digest] = []
    private var mounts: [BlobNeed] = []
    /// The images whose manifests can be pushed.
    private var ready: [Int] = []
    /// The images that lack only their tag.
    private var untagged: [Int] = []
    /// The images that ended since the last call of `takeEnded()`, with the reason if they failed.
    private var ended: [(Int, String?)] = []

    /// Prepares the work for the images that are not yet at their destination, by their position in the plan.
    ///
    /// `failed` are unreadable images among them; the images that they are attached to fail with them.
    init(_ pending: [Int: PlannedImage], blobs: [BlobTransfer], failed: [FailedRead] = []) {
        transfers = Dictionary(blobs.map { ($0.digest, $0) }, uniquingKeysWith: { first, _ in first })
        atTarget = Set(blobs.filter(\.atHome).map(\.digest))
        mountPlaces = transfers.mapValues { Set($0.mountInto) }
        attachedTo = pending.sorted { $0.key < $1.key }.reduce(into: [:]) { attached, image in
            if let subject = image.value.action.attachedTo { attached[subject, default: []].append(image.key) }
        }
        let positions = Dictionary(grouping: pending.filter { $1.action.attachedTo == nil }) { $1.content }
            .mapValues { Set($0.map(\.key)) }
        for (index, image) in pending {
            let needs = image.blobs.compactMap { need($0, PlacedRepository(image.repository)) }
            for need in needs { needers[need, default: []].insert(index) }
            images[index] = Image(
                lacking: Set(needs),
                attachments: [],
                waitsFor: image.action.attachedTo.flatMap { positions[$0] } ?? []
            )
        }
        let destinations = Dictionary(
            pending.map { ($1.action.destination, $0) },
            uniquingKeysWith: { first, _ in first }
        )
        for (index, image) in pending {
            wholes[index] = (image.action.partOf ?? []).compactMap { destinations[$0] }
            for whole in wholes[index] ?? [] { images[whole]?.parts.insert(index) }
        }
        for (index, image) in images {
            for subject in image.waitsFor { images[subject]?.attachments.insert(index) }
            subjects[index] = image.waitsFor
        }
        for need in needers.keys { demand[need.digest, default: 0] += 1 }
        for transfer in blobs where demand[transfer.digest] != nil {
            if transfer.atHome { addMounts(of: transfer) } else { uploads.append(transfer.digest) }
        }
        // `next()` takes from the end.
        uploads.sort { (transfers[$0]?.size ?? 0, $0) < (transfers[$1]?.size ?? 0, $1) }
        for index in images.keys.sorted() { readyIfComplete(index) }
        for failure in failed {
            settle(failure, positions)
            for index in failure.partOf.compactMap({ destinations[$0] }) { partFailed(failure.reason, of: index) }
        }
    }

    /// The bytes of planned uploads that no pending image needs.
    var idleBytes: Int64 {
        let needed = Set(uploads)
        return transfers.values.reduce(0) { $0 + ($1.atHome || needed.contains($1.digest) ? 0 : $1.size) }
    }

    /// Fails the image of an unreadable signature, which must not be tagged without it, and the signatures of an unreadable
    /// image.
    private mutating func settle(_ failure: FailedRead, _ positions: [PlacedName: Set<Int>]) {
        if let subject = failure.attachedTo {
            for index in (positions[subject] ?? []).sorted() {
                end(index, "its signature or attachment could not be copied: \(failure.reason)")
            }
        } else {
            for index in attachedTo[failure.content] ?? [] { end(index, "its image failed") }
        }
    }

    /// The blob that an image still needs; `nil` if the plan found it in the image's repository.
    private func need(_ digest: Digest, _ repository: PlacedRepository) -> BlobNeed? {
        guard let transfer = transfers[digest] else { return nil }
        let isMoved =
            (transfer.home == repository && !transfer.atHome) || mountPlaces[digest]?.contains(repository) == true
        return isMoved ? BlobNeed(digest: digest, repository: repository) : nil
    }

    private mutating func addMounts(of transfer: BlobTransfer) {
        mounts += transfer.mountInto.map { BlobNeed(digest: transfer.digest, repository: $0) }
    }

    private mutating func readyIfComplete(_ index: Int) {
        guard let image = images[index], !image.isFinished, image.lacking.isEmpty else { return }
        if !image.isQueued, image.waitsFor.isEmpty {
            images[index]?.isQueued = true
            ready.append(index)
        }
    }

    /// Returns the next job that may run beside the current ones, or `nil` if all must wait.
    mutating func next() -> Job? { nextShort() ?? nextUpload() }

    private mutating func nextUpload() -> Job? {
        while let digest = uploads.popLast() {
            if demand[digest, default: 0] > 0 { return .upload(digest) }
        }
        return nil
    }

    /// Returns the next job that moves no blob.
    mutating func nextShort() -> Job? {
        if let job = nextOfImages() { return job }
        while let need = mounts.popLast() {
            if needers[need] != nil { return .mount(need.digest, into: need.repository) }
        }
        return nil
    }

    /// Returns the next job that completes an image without an upload, for a run that is to stop.
    mutating func nextToComplete() -> Job? {
        if let job = nextOfImages() { return job }
        guard let place = mounts.lastIndex(where: { needers[$0]?.contains(where: lacksOnlyMounts) == true }) else {
            return nil
        }
        let need = mounts.remove(at: place)
        return .mount(need.digest, into: need.repository)
    }

    /// Whether every blob that an image lacks is at the target already, in another repository.
    private func lacksOnlyMounts(_ index: Int) -> Bool {
        images[index]?.lacking.allSatisfy { atTarget.contains($0.digest) } == true
    }

    /// Returns the next job that writes manifests or moves a tag.
    private mutating func nextOfImages() -> Job? {
        // An image may fail after its tag was queued; such a tag must not move.
        while let index = untagged.popLast() {
            if images[index]?.isFinished == false { return .tag(index) }
        }
        while let index = ready.popLast() {
            guard let image = images[index], !image.isFinished else { continue }
            return .push(index, byDigest: !image.attachments.isEmpty || !image.parts.isEmpty)
        }
        return nil
    }

    /// Records that a job ended, with the reason if it failed.
    mutating func finished(_ job: Job, failure: String? = nil) {
        switch job {
        case .upload(let digest): uploaded(digest, failure)
        case .mount(let digest, let repository): settle(BlobNeed(digest: digest, repository: repository), failure)
        case .push(let index, let byDigest): pushed(index, byDigest, failure)
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
            atTarget.insert(digest)
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

    private mutating func pushed(_ index: Int, _ byDigest: Bool, _ failure: String?) {
        guard failure == nil, byDigest else { return end(index, failure) }
        images[index]?.isInPlace = true
        for attachment in (images[index]?.attachments ?? []).sorted() {
            images[attachment]?.waitsFor = []
            readyIfComplete(attachment)
        }
        tagIfComplete(index)
    }

    /// Queues the tag if the manifests are in place and no attachment is missing.
    private mutating func tagIfComplete(_ index: Int) {
        guard let image = images[index], image.isInPlace, image.attachments.isEmpty, image.parts.isEmpty else { return }
        untagged.append(index)
    }

    private mutating func end(_ index: Int, _ failure: String?) {
        guard images[index]?.isFinished == false else { return }
        images[index]?.isFinished = true
        ended.append((index, failure))
        for need in images[index]?.lacking ?? [] { forget(need, index) }
        if failure != nil {
            for attachment in (images[index]?.attachments ?? []).sorted() { subjectFailed(index, of: attachment) }
        }
        for subject in (subjects[index] ?? []).sorted() { attachmentEnded(index, of: subject, failure) }
        for whole in wholes[index] ?? [] {
            images[whole]?.parts.remove(index)
            if let failure { partFailed(failure, of: whole) } else { tagIfComplete(whole) }
        }
    }

    /// Fails a release or catalog if one of its parts failed: neither is tagged without all its parts.
    private mutating func partFailed(_ reason: String, of whole: Int) {
        end(whole, "a part of it could not be copied: \(reason)")
    }

    /// Fails an attachment if all images that it belongs to failed.
    private mutating func subjectFailed(_ subject: Int, of attachment: Int) {
        subjects[attachment]?.remove(subject)
        guard images[attachment]?.waitsFor.remove(subject) != nil, images[attachment]?.waitsFor.isEmpty == true
        else { return }
        end(attachment, "its image failed")
    }

    /// Drops a transfer that only failed images needed.
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
        } else {
            tagIfComplete(subject)
        }
    }

    /// Returns the images that ended since the last call, with the reason if they failed.
    mutating func takeEnded() -> [(index: Int, failure: String?)] {
        defer { ended = [] }
        return ended.map { (index: $0.0, failure: $0.1) }
    }
}

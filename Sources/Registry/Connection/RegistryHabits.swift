// SPDX-License-Identifier: Apache-2.0

import OCI
import Scheduling

/// The habits of one registry as learned in this run, so that no refused request is tried again.
struct RegistryHabits: Sendable {
    /// Whether HEAD of manifests, and of blobs, gives the same result as GET.
    var manifestHeads = HeadHabit()
    var blobHeads = HeadHabit()
    /// Whether HEAD finds no more tags than the lists of tags name.
    var tagLists = HeadHabit()
    var chunks = ChunkHabit()
    /// How a whole blob is sent.
    var wholeUploads = WholeUploadHabit()
    /// Whether the registry mounts no blobs from other repositories.
    var refusesMounts = false
    /// Whether the registry has the referrers API; `nil` if that is not known yet.
    var hasReferrersAPI: Bool?
    /// Whether the referrers API gives unusable answers, at least for copying.
    var hasUnusableReferrersAPI = false
    var referrersFailures = 0
    /// The actions that a token must allow for deletions; `nil` if that is not known yet.
    var deletionActions: Set<String>?
    /// Whether the warning about a hidden repository was already shown.
    var hasHiddenRepositories = false
}

/// How reliable the answers to HEAD are, or other answers that something is missing.
///
/// Some registries do not support HEAD, or always answer 404. Some list only the tags that they have in their cache.
struct HeadHabit: Sendable {
    private var isTrue: Bool?
    private var absences = 0

    /// Whether GET has found content that HEAD reported as missing.
    var isFalse: Bool { isTrue == false }

    /// Whether a 404 is believed: HEAD has found content before, or GET agreed with it several times.
    var isBelieved: Bool { isTrue == true || absences >= 4 }

    mutating func found() { if isTrue == nil { isTrue = true } }
    mutating func agreedOnAbsence() { absences += 1 }
    mutating func wasWrong() { isTrue = false }
}

/// Whether a registry accepts chunks with `Content-Range`.
struct ChunkHabit: Sendable {
    private(set) var areRefused = false
    private var isProven = false
    private var failures = 0

    mutating func taken() { isProven = true }

    /// Records that a first chunk was refused; returns whether all chunks are refused.
    ///
    /// A temporary failure counts only if it is repeated.
    mutating func refused(mayPass: Bool) -> Bool {
        guard !isProven else { return false }
        failures += 1
        if !mayPass || failures > 2 { areRefused = true }
        return areRefused
    }
}

/// How a registry accepts a whole blob.
struct WholeUploadHabit: Sendable {
    enum Way: Sendable {
        /// In the PUT that closes the upload.
        case put
        /// In one PATCH; the closing PUT has no body (older Artifactory, Pulp).
        case patch
    }

    private(set) var way = Way.put
    private var isProven = false
    private var failures = 0

    mutating func succeeded(by way: Way) {
        self.way = way
        isProven = true
        failures = 0
    }

    /// Records that a way was refused; changes to another way and returns `true` if that is worth a try.
    ///
    /// A temporary failure counts only if it is repeated.
    mutating func refused(_ refused: Way, mayPass: Bool) -> Bool {
        guard !isProven || way != refused else { return false }
        failures += mayPass ? 1 : 0
        guard !mayPass || failures > 2 else { return false }
        if way == refused { way = refused == .put ? .patch : .put }
        return true
    }
}

extension RegistryConnection {
    /// The known habits of a registry.
    func habits(of host: RegistryHost) -> RegistryHabits {
        memory.withLock { $0.habits[host.description] ?? RegistryHabits() }
    }

    /// Records a habit of a registry.
    @discardableResult
    func learn<Result>(of host: RegistryHost, _ change: (inout RegistryHabits) -> Result) -> Result {
        memory.withLock { change(&$0.habits[host.description, default: RegistryHabits()]) }
    }
}

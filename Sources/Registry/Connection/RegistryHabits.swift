// SPDX-License-Identifier: Apache-2.0

import OCI
import Scheduling

/// What was learned in this run about the ways of one registry, so that nothing is tried in vain again.
struct RegistryHabits: Sendable {
    /// Whether HEAD of manifests, and of blobs, tells what GET would.
    var manifestHeads = HeadHabit()
    var blobHeads = HeadHabit()
    /// Whether chunks with `Content-Range` are refused.
    var refusesChunks = false
    /// How many first chunks in a row a server failed to take.
    var failedChunks = 0
    /// How a whole blob is sent.
    var wholeUploads = WholeUploadHabit()
    /// Whether no blob is taken over from another repository.
    var refusesMounts = false
    /// Whether referrers are listed by an API; `nil` as long as that is not known.
    var hasReferrersAPI: Bool?
    /// Whether the API for referrers answers with something that cannot be used, for copying at least.
    var hasUnusableReferrersAPI = false
    var referrersFailures = 0
    /// What its deletions want a token to allow; `nil` as long as that is not known.
    var deletionActions: Set<String>?
    /// Whether it was said that a repository cannot be looked into.
    var hasHiddenRepositories = false
}

/// What the answers to HEAD are worth.
///
/// Some registries do not know it, or answer 404 to it whatever is there.
struct HeadHabit: Sendable {
    private var isTrue: Bool?
    private var absences = 0

    /// Whether GET has found what HEAD said was not there.
    var isFalse: Bool { isTrue == false }

    /// Whether "not there" is believed: HEAD has found something, or GET agreed with it several times.
    var isBelieved: Bool { isTrue == true || absences >= 4 }

    mutating func found() { if isTrue == nil { isTrue = true } }
    mutating func agreedOnAbsence() { absences += 1 }
    mutating func wasWrong() { isTrue = false }
}

/// How a registry takes a whole blob.
struct WholeUploadHabit: Sendable {
    enum Way: Sendable {
        /// In the PUT that closes the upload.
        case put
        /// In one PATCH, and the PUT that closes has no body (older Artifactory, Pulp).
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

    /// Tells whether another way is worth a try after one was refused, and goes over to it.
    ///
    /// A failure that may pass is one only where it does not.
    mutating func refused(_ refused: Way, mayPass: Bool) -> Bool {
        guard !isProven || way != refused else { return false }
        failures += mayPass ? 1 : 0
        guard !mayPass || failures > 1 else { return false }
        if way == refused { way = refused == .put ? .patch : .put }
        return true
    }
}

extension RegistryConnection {
    /// What is known of a registry so far.
    func habits(of host: RegistryHost) -> RegistryHabits {
        memory.withLock { $0.habits[host.description] ?? RegistryHabits() }
    }

    /// Keeps what was learned of a registry.
    @discardableResult
    func learn<Result>(of host: RegistryHost, _ change: (inout RegistryHabits) -> Result) -> Result {
        memory.withLock { change(&$0.habits[host.description, default: RegistryHabits()]) }
    }
}

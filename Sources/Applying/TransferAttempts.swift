// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import OCI
import Registry
import Scheduling

/// Repeats the transfer of a blob after failures that may pass.
struct TransferAttempts: Sendable {
    let retry: RetryPolicy
    let outages: Outages
    let events: @Sendable (ApplyEvent) -> Void

    /// Runs `body` until it succeeds or its failure is final; each attempt gets the progress of the one before it.
    ///
    /// Content from `source` with a wrong digest is fetched again a few times, from its beginning. If the source is not a
    /// registry, it is not fetched again, as it would not change.
    func run<Progress: TransferPosition>(
        _ digest: Digest,
        from source: RegistryHost?,
        _ body: (inout Progress?) async throws -> Void
    ) async throws {
        var progress: Progress?
        var attempts = Attempts(retry, outages)
        var failed: Trouble?
        while true {
            let position = progress?.position ?? 0
            do {
                try await body(&progress)
                // Only here it is known that uploads succeed again.
                if let failed, let request = failed.request {
                    outages.answered(failed.server, request, isWell: true)
                }
                return
            } catch {
                guard !Task.isCancelled, let trouble = trouble(of: error, source) else { throw error }
                if trouble.kind == .flawed { progress = nil }
                let advance = (progress?.position ?? 0) - position
                if advance > 0 { attempts.madeProgress(advance) }
                guard let delay = attempts.delay(after: [trouble]) else { throw error }
                failed = trouble
                events(.restarted(digest, at: progress?.position ?? 0))
                events(.retrying(blob: digest, attempt: attempts.failures, reason: error.inWords))
                try await attempts.wait(delay)
            }
        }
    }

    private func trouble(of error: any Error, _ source: RegistryHost?) -> Trouble? {
        if let error = error as? RegistryError { return error.trouble }
        if let error = error as? HTTPTransportError { return error.trouble }
        return source.flatMap { error.blobTrouble(at: $0) }
    }
}

extension Error {
    /// Whether no connection to a registry was made.
    var isUnreachable: Bool {
        guard let error = self as? RegistryError, case .unreachable = error.kind else { return false }
        return true
    }
}

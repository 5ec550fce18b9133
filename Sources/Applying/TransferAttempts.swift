// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import OCI
import Registry
import Scheduling

/// Moves a blob again when that failed for a reason that may pass.
struct TransferAttempts: Sendable {
    let retry: RetryPolicy
    let outages: Outages
    let events: @Sendable (ApplyEvent) -> Void

    /// Runs `body` until it succeeds or its failure is final; what it leaves in its argument the next attempt finds.
    ///
    /// Content from `source` that is not the promised one is fetched again a few times, from its beginning; without a
    /// registry it would be the same again.
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
                // Only here it shows that uploads are not lost any more.
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
    /// Whether no connection to a registry came about.
    var isUnreachable: Bool {
        guard let error = self as? RegistryError, case .unreachable = error.kind else { return false }
        return true
    }
}

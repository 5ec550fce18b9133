// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import HTTPTransport
import OCI
import Registry
import Scheduling

/// Moves a blob again when that failed for a reason that may pass.
struct TransferAttempts: Sendable {
    let retry: RetryPolicy
    let events: @Sendable (ApplyEvent) -> Void

    /// Runs `body` until it succeeds or its failure is final; what it leaves in its argument the next attempt finds.
    func run<Progress>(_ digest: Digest, _ body: (inout Progress?) async throws -> Void) async throws {
        var progress: Progress?
        var attempt = 1
        while true {
            do {
                return try await body(&progress)
            } catch {
                // The client has tried a registry that is gone several times by itself.
                let limit = error.isUnreachable ? min(2, retry.attempts) : retry.attempts
                guard attempt < limit, error.isRetryableTransfer, !Task.isCancelled else { throw error }
                events(.retrying(blob: digest, attempt: attempt, reason: error.inWords))
                let wish = (error as? RegistryError)?.serverDelay
                try await retry.time.sleep(retry.delay(afterAttempt: attempt, serverDelay: wish))
                attempt += 1
            }
        }
    }
}

extension Error {
    /// Whether no connection to a registry came about.
    var isUnreachable: Bool {
        guard let error = self as? RegistryError, case .unreachable = error.kind else { return false }
        return true
    }

    /// Whether sending the same bytes again may succeed.
    fileprivate var isRetryableTransfer: Bool {
        switch self {
        case let error as RegistryError:
            error.isRetryable || error.kind == .uploadUnknown || error.kind == .rangeRefused
        case let error as HTTPTransportError: error.isRetryable
        default: false
        }
    }
}

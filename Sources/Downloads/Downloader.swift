// SPDX-License-Identifier: Apache-2.0

package import HTTPTransport
package import Scheduling

/// Fetches documents over HTTP: follows redirects, tries again what may pass, bounds what it reads.
package struct Downloader: Sendable {
    let transport: any HTTPTransport
    let retry: RetryPolicy

    package init(transport: any HTTPTransport, retry: RetryPolicy = .standard) {
        self.transport = transport
        self.retry = retry
    }
}

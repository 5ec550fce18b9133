// SPDX-License-Identifier: Apache-2.0

package import Downloads
package import Registry
package import Scheduling

/// The clients of a run.
package struct RegistryClients: Sendable {
    package let source: RegistryClient
    package let target: RegistryClient
    /// Fetches documents beside the registries.
    package let downloader: Downloader
    /// What is known of servers that do not answer.
    package let outages: Outages
    /// Where registries.conf redirects releases to: a host, or a namespace there.
    package let releaseMirrors: [String]

    package init(
        source: RegistryClient,
        target: RegistryClient,
        downloader: Downloader,
        outages: Outages,
        releaseMirrors: [String]
    ) {
        self.source = source
        self.target = target
        self.downloader = downloader
        self.outages = outages
        self.releaseMirrors = releaseMirrors
    }
}

// SPDX-License-Identifier: Apache-2.0

package import ChartRepositories
package import Downloads
package import Registry
package import Scheduling

/// The clients of a run.
package struct RegistryClients: Sendable {
    package let source: RegistryClient
    package let target: RegistryClient
    /// Downloads documents that are not in registries.
    package let downloader: Downloader
    /// The state of servers that do not answer.
    package let outages: Outages
    /// The places to which registries.conf redirects releases: hosts, or namespaces there.
    package let releaseMirrors: [String]
    /// How chart repositories are reached.
    package let charts: ChartAccess

    package init(
        source: RegistryClient,
        target: RegistryClient,
        downloader: Downloader,
        outages: Outages,
        releaseMirrors: [String],
        charts: ChartAccess = ChartAccess()
    ) {
        self.source = source
        self.target = target
        self.downloader = downloader
        self.outages = outages
        self.releaseMirrors = releaseMirrors
        self.charts = charts
    }
}

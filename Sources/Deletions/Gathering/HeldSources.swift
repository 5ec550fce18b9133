// SPDX-License-Identifier: Apache-2.0

import Cache
package import Downloads
package import ImageAccess
import Ledger
package import Plans
package import Releases

/// Where is looked up what a configuration means, if the target cannot tell.
package struct HeldSources: Sendable {
    let library: ImageLibrary
    private let downloader: Downloader
    private let endpoints: UpdateEndpoints
    /// The graphs of a named plan.
    ///
    /// With them, no update service is asked.
    private let pinnedGraphs: [GraphRecord]?
    private let exactChannels: Bool

    package init(
        library: ImageLibrary,
        downloader: Downloader,
        endpoints: UpdateEndpoints,
        pinnedGraphs: [GraphRecord]?,
        exactChannels: Bool
    ) {
        self.library = library
        self.downloader = downloader
        self.endpoints = endpoints
        self.pinnedGraphs = pinnedGraphs
        self.exactChannels = exactChannels
    }

    /// Decides what channels mean: by the graphs that are named, else by those of the ledger before anybody is asked.
    func selector(path: String, section: String, cache: DiskCache, _ ledger: TargetLedger) -> ReleaseSelector {
        ReleaseSelector(
            service: UpdateService(
                downloader: downloader,
                endpoints: endpoints,
                cache: cache,
                pinned: pinnedGraphs ?? ledger.graphs,
                asksForOthers: pinnedGraphs == nil
            ),
            path: path,
            section: section,
            exactChannels: exactChannels
        )
    }
}

// SPDX-License-Identifier: Apache-2.0

import ArchiveSets
import Cache
import OpenPGP
import Sections

extension ReleaseVerifier {
    /// The verifier of a run: its keys, and the store of signatures or the archive.
    init(choices: ReleaseChoices, context: ResolutionContext, cache: DiskCache) async throws {
        let environment = context.services.environment
        let keys = try TrustedKeys(releaseKeys: choices.keys, environment: environment)
        self.init(
            keyring: try await Keyring(
                paths: keys.paths,
                fingerprints: choices.fingerprints,
                environment: environment
            ),
            store: try SignatureStore(
                environment: environment,
                downloader: context.sources.downloader,
                cache: cache,
                archive: context.sources.archive?.folder
            ),
            refreshes: context.refreshes
        )
    }
}

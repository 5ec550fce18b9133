// SPDX-License-Identifier: Apache-2.0

/// A platform as an index states it; any part may be missing.
struct PartialPlatform: Decodable {
    private let os: String?
    private let architecture: String?
    private let variant: String?

    /// The platform; `nil` if only the image's configuration states it.
    var platform: Platform? {
        let (os, architecture) = (os ?? "", architecture ?? "")
        // A build attestation has no platform at all, even if only one of the parts is `unknown`.
        if [os, architecture].contains("unknown") { return Platform(os: "unknown", architecture: "unknown") }
        guard !os.isEmpty, !architecture.isEmpty else { return nil }
        return Platform(os: os, architecture: architecture, variant: variant.flatMap { $0.isEmpty ? nil : $0 })
    }
}

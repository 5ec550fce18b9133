// SPDX-License-Identifier: Apache-2.0

/// A platform as an index writes it, which may lack any of its parts.
struct PartialPlatform: Decodable {
    private let os: String?
    private let architecture: String?
    private let variant: String?

    /// The platform; `nil` where the index leaves it to the image's configuration to say what it is for.
    var platform: Platform? {
        let (os, architecture) = (os ?? "", architecture ?? "")
        // What attests how an image was built has no platform at all, however little is said of it.
        if [os, architecture].contains("unknown") { return Platform(os: "unknown", architecture: "unknown") }
        guard !os.isEmpty, !architecture.isEmpty else { return nil }
        return Platform(os: os, architecture: architecture, variant: variant.flatMap { $0.isEmpty ? nil : $0 })
    }
}

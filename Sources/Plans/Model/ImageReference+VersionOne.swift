// SPDX-License-Identifier: Apache-2.0

package import OCI

extension ImageReference {
    /// The tags that oc-mirror v1 gives an operator's image, the likeliest first, if a catalog names it like this.
    ///
    /// An image of a catalog on a registry is tagged with a hash of its name with its digest, whether the catalog names it
    /// by tag or by digest. If the catalog was read from a layout (`oci://`), the tag is the beginning of the digest.
    /// Images that are named by both have their tag.
    package func versionOneTags(of digest: Digest, isOfLayoutCatalog: Bool) -> [String] {
        if let tag, self.digest != nil { return [tag.description] }
        if isOfLayoutCatalog { return [String(digest.hex.prefix(6))] }
        return spellings(of: digest).map { String(fowlerNollVo($0.utf8), radix: 16) }
    }

    /// The spellings of the name in catalogs; version 1 hashed the text as it found it.
    private func spellings(of digest: Digest) -> [String] {
        let text = "\(repository)@\(digest)"
        guard assumesDockerHub else { return [text] }
        let short = String(text.dropFirst("\(repository.host)/".count))
        let library = "library/"
        return short.hasPrefix(library) ? [String(short.dropFirst(library.count)), short] : [short]
    }
}

/// The 32-bit FNV-1a hash (draft-eastlake-fnv).
private func fowlerNollVo(_ bytes: some Sequence<UInt8>) -> UInt32 {
    bytes.reduce(0x811c_9dc5) { ($0 ^ UInt32($1)) &* 0x0100_0193 }
}

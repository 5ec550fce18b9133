// SPDX-License-Identifier: Apache-2.0

extension WorkspaceMetadata {
    /// The metadata as oc-mirror of its generation writes it: one line of JSON without a line break at the end.
    ///
    /// A file must be replaced by these bytes as a whole. oc-mirror overwrites its file and leaves the end of a longer
    /// value behind, which can make the file unreadable to itself.
    package var bytes: [UInt8] {
        var writer = JSONTextWriter()
        writer.object { write(to: &$0) }
        return writer.bytes
    }

    /// The metadata for people, as oc-mirror's command `describe` shows it.
    package var lines: String { String(decoding: JSONIndentation.lines(of: bytes), as: UTF8.self) }

    private func write(to writer: inout JSONTextWriter) {
        writer.field("kind", MetadataGeneration.kind)
        writer.field("apiVersion", generation.apiVersion)
        writer.field("uid", uid.description)
        writer.field("singleUse", isSingleUse)
        if generation.keepsEveryRun {
            writer.list("pastMirrors", pastMirrors) { writer, run in writer.object { run.writeEarlier(to: &$0) } }
        } else if let current {
            writer.field("pastMirror") { current.write(to: &$0) }
        }
        writer.list("pastAssociations", pastAssociations) { writer, each in writer.object { each.write(to: &$0) } }
        writer.list("pastManifests", pastManifests) { writer, each in writer.object { each.write(to: &$0) } }
        writer.list("pastBlobs", pastBlobs) { writer, each in writer.object { each.write(to: &$0) } }
    }
}

extension PastMirror {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("timestamp", timestamp)
        writer.field("sequence", sequence)
        writeRecord(to: &writer)
        writer.list("associations", associations) { writer, each in writer.object { each.write(to: &$0) } }
    }

    /// Writes the configuration, and what was chosen by it.
    func writeRecord(to writer: inout JSONTextWriter) {
        switch configuration {
        case .alpha2(let section): writer.field("mirror") { section.write(to: &$0) }
        case .earlier(let text): writer.field("mirror", text)
        }
        writer.list("operators", catalogs) { writer, each in writer.object { each.write(to: &$0) } }
        writer.list("platforms", channels) { writer, each in writer.object { each.write(to: &$0) } }
    }

    fileprivate func writeEarlier(to writer: inout JSONTextWriter) {
        writer.field("timestamp", timestamp)
        writer.field("sequence", sequence)
        writer.list("manifests", manifests) { writer, each in writer.object { each.write(to: &$0) } }
        writer.list("blobs", blobs) { writer, each in writer.object { each.write(to: &$0) } }
        switch configuration {
        case .alpha2(let section): writer.field("mirror") { section.write(to: &$0) }
        case .earlier(let text): writer.field("mirror", text)
        }
        writer.list("operators", catalogs) { writer, each in writer.object { each.writeEarlier(to: &$0) } }
    }
}

extension RecordedCatalog {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("catalog", catalog, omitsEmpty: false)
        writer.field("imagePin", imagePin, omitsEmpty: false)
        writer.whole("packages", packages) { writer, each in writer.object { each.write(to: &$0) } }
    }

    fileprivate func writeEarlier(to writer: inout JSONTextWriter) {
        writer.field("catalog", catalog, omitsEmpty: false)
        writer.field("imagePin", imagePin, omitsEmpty: false)
        writer.field("relIndexPath", oldIndex?.path ?? "")
        if let content = oldIndex?.content { writer.field("index", content) }
    }
}

extension RecordedChannel {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("channel", channel, omitsEmpty: false)
        writer.field("minVersion", minVersion)
    }
}

extension Association {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("name", name, omitsEmpty: false)
        writer.field("path", path, omitsEmpty: false)
        writer.field("id", id.description, omitsEmpty: false)
        writer.field("tagSymlink", tagSymlink, omitsEmpty: false)
        writer.field("type", type.text, omitsEmpty: false)
        writer.list("manifestDigests", manifestDigests) { $0.string($1.description) }
        writer.list("layerDigests", layerDigests) { $0.string($1.description) }
    }
}

extension PastBlob {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("id", id.description, omitsEmpty: false)
        writer.field("namespaceName", repository, omitsEmpty: false)
    }
}

extension PastManifest {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("name", name, omitsEmpty: false)
        writer.field("image", image, omitsEmpty: false)
        writer.field("namespaceName", repository, omitsEmpty: false)
        writer.field("namespace", namespace)
    }
}

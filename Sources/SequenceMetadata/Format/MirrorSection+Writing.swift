// SPDX-License-Identifier: Apache-2.0

extension MirrorSection {
    /// Writes the section; `platform` and `helm` are there even if they are empty.
    func write(to writer: inout JSONTextWriter) {
        writer.field("platform") { platform.write(to: &$0) }
        writer.list("operators", catalogs) { writer, each in writer.object { each.write(to: &$0) } }
        Self.write(additionalImages, as: "additionalImages", to: &writer)
        writer.field("helm") { helm.write(to: &$0) }
        Self.write(blockedImages, as: "blockedImages", to: &writer)
        Self.write(samples, as: "samples", to: &writer)
    }

    private static func write(_ names: [String], as field: String, to writer: inout JSONTextWriter) {
        writer.list(field, names) { writer, name in
            writer.object { $0.field("name", name, omitsEmpty: false) }
        }
    }
}

extension RecordedPlatform {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("graph", ifTrue: mirrorsGraph)
        writer.list("channels", channels) { writer, channel in
            writer.object {
                $0.field("name", channel.name, omitsEmpty: false)
                $0.field("type", channel.type, omitsEmpty: false)
                $0.field("minVersion", channel.minVersion)
                $0.field("maxVersion", channel.maxVersion)
                $0.field("shortestPath", ifTrue: channel.usesShortestPath)
                $0.field("full", ifTrue: channel.isFull)
            }
        }
        writer.list("architectures", architectures) { $0.string($1) }
    }
}

extension ConfiguredCatalog {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.whole("packages", packages) { writer, each in writer.object { each.write(to: &$0) } }
        writer.field("catalog", catalog, omitsEmpty: false)
        writer.field("targetName", target.name)
        writer.field("targetCatalog", target.catalog)
        writer.field("targetTag", target.tag)
        writer.field("full", ifTrue: isFull)
        writer.field("skipDependencies", ifTrue: skipsDependencies)
        writer.field("originalRef", originalRef)
    }
}

extension IncludedPackage {
    func write(to writer: inout JSONTextWriter) {
        writer.field("name", name, omitsEmpty: false)
        writer.list("channels", channels) { writer, channel in
            writer.object {
                $0.field("name", channel.name, omitsEmpty: false)
                channel.bounds.write(to: &$0)
            }
        }
        writer.field("defaultChannel", defaultChannel)
        bounds.write(to: &writer)
    }
}

extension IncludedPackage.Bounds {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("minVersion", minVersion)
        writer.field("maxVersion", maxVersion)
        writer.field("minBundle", minBundle)
    }
}

extension RecordedHelm {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.list("repositories", repositories) { writer, repository in
            writer.object {
                $0.field("name", repository.name, omitsEmpty: false)
                $0.field("url", repository.url, omitsEmpty: false)
                $0.whole("charts", repository.charts) { writer, chart in
                    writer.object { chart.write(to: &$0) }
                }
            }
        }
        writer.list("local", local) { writer, chart in writer.object { chart.write(to: &$0) } }
    }
}

extension RecordedHelm.Chart {
    fileprivate func write(to writer: inout JSONTextWriter) {
        writer.field("name", name, omitsEmpty: false)
        writer.field("version", version)
        writer.field("path", path)
        writer.list("imagePaths", imagePaths) { $0.string($1) }
    }
}

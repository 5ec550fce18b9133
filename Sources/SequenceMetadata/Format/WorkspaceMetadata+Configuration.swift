// SPDX-License-Identifier: Apache-2.0

extension WorkspaceMetadata {
    /// The configuration of the last run as a file for people: an `ImageSetConfiguration` in JSON.
    ///
    /// It has what the metadata keeps of it, the section `mirror`.
    package var configurationText: String {
        var writer = JSONTextWriter()
        writer.object {
            $0.field("kind", "ImageSetConfiguration")
            $0.field("apiVersion", generation.apiVersion)
            switch current?.configuration {
            case .alpha2(let section)?: $0.field("mirror") { section.write(to: &$0) }
            case .earlier(let text)?: $0.field("mirror", text)
            case nil: break
            }
        }
        return String(decoding: JSONIndentation.lines(of: writer.bytes), as: UTF8.self) + "\n"
    }
}

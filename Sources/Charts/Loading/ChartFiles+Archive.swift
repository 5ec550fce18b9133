// SPDX-License-Identifier: Apache-2.0

import Archives

extension ChartFiles {
    /// Reads the files of a packaged chart (`.tgz`); errors call it `name`.
    ///
    /// All files lie in one folder, which has the chart's name. Links are empty files, as for Helm.
    package init(archive: [UInt8], name: String) throws(ChartError) {
        guard archive.starts(with: [0x1f, 0x8b]) else {
            throw ChartError(
                .files,
                "\(name): file does not appear to be a gzipped archive",
                remedy: "package the chart again with `helm package`"
            )
        }
        do {
            self.init(entries: try Self.entries(of: archive, name: name))
        } catch let error as ChartError {
            throw error
        } catch {
            let message = (error as? ArchiveError)?.description ?? "\(name): it cannot be read"
            throw ChartError(
                .files,
                message,
                remedy: "package the chart again with `helm package`, or download it again"
            )
        }
    }

    private static func entries(of archive: [UInt8], name: String) throws -> [Entry] {
        let reader = try TarReader(archive, name: name, limit: countLimit)
        var entries: [Entry] = []
        var rest = sizeLimit
        while let member = try reader.next() {
            var bytes: [UInt8] = []
            switch member.kind {
            case .directory: continue
            case .file: bytes = try reader.readAll(limit: rest)
            case .symbolicLink, .hardLink, .special: break
            }
            rest -= bytes.count
            entries.append(Entry(path: try path(of: member.path), bytes: withoutMark(bytes)))
        }
        guard !entries.isEmpty else { throw ChartError(.files, "no files in chart archive") }
        return entries
    }

    /// The path below the folder of the chart, which Windows may have written with backslashes.
    private static func path(of member: String) throws(ChartError) -> String {
        var parts = member.split(separator: member.contains("\\") ? "\\" : "/").map(String.init)
        guard parts.count > 1 else {
            throw ChartError(.files, "chart illegally contains content outside the base directory: \"\(member)\"")
        }
        if parts.removeFirst() == "Chart.yaml" { throw ChartError(.files, "chart yaml not in base directory") }
        guard !parts.contains("..") else { throw ChartError(.files, "chart illegally references parent directory") }
        parts.removeAll { $0 == "." }
        let path = parts.joined(separator: "/")
        guard !path.contains(#/^[a-zA-Z]:\//#) else { throw ChartError(.files, "chart contains illegally named files") }
        return path
    }
}

// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Foundation
import Logging

/// Passes log messages on as notes, so that they do not end up in the middle of a progress line.
struct NoteLogHandler: LogHandler {
    let note: @Sendable (String) -> Void

    var logLevel = Logger.Level.warning
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?

    init(note: @escaping @Sendable (String) -> Void) { self.note = note }

    func log(event: LogEvent) {
        note("\(Date().formatted(.iso8601)) \(event.level): \(printable(event.message.description))\n")
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }
}

// SPDX-License-Identifier: Apache-2.0

package import Diagnostics
package import OCI

/// An error that an archive does not have a requested image.
package struct ImageNotArchived: ExplainedError, Sendable, Hashable {
    /// The missing object.
    package enum Subject: Sendable, Hashable {
        /// No image was carried for the name.
        case name(ImageSource)
        /// The name is known, but the content was carried by an earlier archive or is lost.
        case carried(Digest)
        /// The name is known, but an earlier archive of oc-mirror v1 carried the content, or it is lost.
        case sequenced(Digest)
        /// The content was never carried.
        case content(Digest)
    }

    package let subject: Subject
    /// The folder of the archive.
    package let folder: String

    package init(_ subject: Subject, folder: String) {
        self.subject = subject
        self.folder = folder
    }

    /// The missing object, on one line.
    package var message: String {
        switch subject {
        case .name(let source): "the archive in \(folder) was made without \(source)"
        case .carried(let digest), .sequenced(let digest):
            "the archive in \(folder) does not have \(digest), which an earlier archive carried; the target lacks it too"
        case .content(let digest): "the archive in \(folder) does not have \(digest)"
        }
    }

    /// What to do about it.
    package var remedy: String {
        switch subject {
        case .name, .content:
            "Make an archive on the connected side with a configuration that asks for it, or leave it out here."
        case .sequenced: "Publish the archives before this one first, or again, in their order."
        case .carried:
            """
            Put the volumes of the earlier archive into the folder too, or list the \
            content to send again with \(OptionName.reportMissing) FILE.
            """
        }
    }

    package var description: String { explanation.text }

    package var explanation: Explanation { Explanation(message, remedy: remedy) }
}

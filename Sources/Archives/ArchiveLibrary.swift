// SPDX-License-Identifier: Apache-2.0

import CLibArchive

/// The version of the library that this room is made of, as it says itself.
package enum ArchiveLibrary {
    package static var version: String {
        unsafe String(cString: archive_version_details())
    }
}

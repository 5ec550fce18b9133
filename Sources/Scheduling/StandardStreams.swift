// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Opens the standard streams that this process was started without.
///
/// A file that is opened later would get the number of one of them, and what is printed would be written into it. What
/// is opened instead can neither be read nor written, so whoever uses the stream is told that it is closed.
package func openMissingStandardStreams() {
    for number: CInt in 0...2 where fcntl(number, F_GETFD) < 0 {
        _ = unsafe open("/dev/null", number == 0 ? O_WRONLY : O_RDONLY)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Plans
import Testing

@Suite("Names of volumes")
struct VolumeNameTests {
    @Test("have six digits at least", arguments: [(1, "mirror_000001.tar"), (1_234_567, "mirror_1234567.tar")])
    func digits(number: Int, name: String) {
        #expect(VolumeName(number).description == name)
        #expect(VolumeName(file: name)?.number == number)
    }

    @Test(
        "are nothing else",
        arguments: [
            "mirror_000001.tar.bak", "mirror_000001.tar.partial", "mirror_00001.tar", "mirror_000000.tar",
            "mirror_0000001.tar", "a_mirror_000001.tar", "mirror_00000x.tar", "mirror_-00001.tar",
            "mirror_1000000000.tar",
            "mirror_\(Int.max).tar",
        ]
    )
    func others(name: String) {
        #expect(VolumeName(file: name) == nil)
    }

    @Test(
        "are named from the first to the last where none is left out",
        arguments: [
            ([], "none"), ([3], "mirror_000003.tar"), ([1, 2, 3], "mirror_000001.tar to mirror_000003.tar"),
            ([1, 3], "mirror_000001.tar, mirror_000003.tar"), ([2, 1], "mirror_000002.tar, mirror_000001.tar"),
        ]
    )
    func span(numbers: [Int], text: String) {
        #expect(VolumeName.span(numbers) == text)
    }
}

// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Releases

/// For which processors the disk of virtual machines is wanted.
struct VirtualMachineProcessorsTests {
    @Test(
        "the architectures say for which processors there are disks",
        arguments: [
            ("[]", ["x86_64"], []),
            ("[amd64]", ["x86_64"], []),
            ("[s390x]", ["s390x"], []),
            ("[arm64]", [], ["arm64"]),
            ("[ppc64le, arm64]", [], ["arm64", "ppc64le"]),
            ("[s390x, amd64]", ["s390x", "x86_64"], []),
            ("[arm64, s390x]", ["s390x"], ["arm64"]),
            ("[multi]", ["s390x", "x86_64"], []),
            ("[multi, arm64]", ["s390x", "x86_64"], ["arm64"]),
        ] as [(String, [String], [String])]
    )
    func architectures(list: String, processors: [String], unsupported: [String]) throws {
        try expect("architectures: \(list)", processors, unsupported)
    }

    @Test(
        "the platforms say so too, and where none has disks, all disks are wanted",
        arguments: [
            (["amd64"], ["x86_64"], []),
            (["s390x", "amd64"], ["s390x", "x86_64"], []),
            (["arm64", "s390x"], ["s390x"], ["arm64"]),
            (["arm64"], ["s390x", "x86_64"], ["arm64"]),
            (["ppc64le", "arm64"], ["s390x", "x86_64"], ["arm64", "ppc64le"]),
        ] as [([String], [String], [String])]
    )
    func platforms(architectures: [String], processors: [String], unsupported: [String]) throws {
        let platforms = architectures.map { "{os: linux, architecture: \($0)}" }.joined(separator: ", ")
        try expect("platforms: [\(platforms)]", processors, unsupported)
    }

    private func expect(_ line: String, _ processors: [String], _ unsupported: [String]) throws {
        let wanted = VirtualMachineProcessors(try platformSection("\(line)\n" + channels("stable-4.16")))
        #expect(wanted.processors == processors)
        #expect(wanted.unsupported == unsupported)
    }
}

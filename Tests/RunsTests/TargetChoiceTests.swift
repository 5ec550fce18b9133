// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import Plans
import Resolution
import Testing

@testable import Runs

@Suite("The choice of a target")
struct TargetChoiceTests {
    @Test(
        "is the option, or else MIRROR_TO, which counts for nothing where it is empty",
        arguments: [
            ("docker://a:1", nil, "a:1", "--to"), ("docker://a:1", "docker://b:1", "a:1", "--to"),
            (nil, "docker://b:1/c", "b:1/c", "MIRROR_TO"), (nil, "file://usb", "file://usb", "MIRROR_TO"),
        ] as [(String?, String?, String, String)]
    )
    func named(option: String?, variable: String?, target: String, name: String) throws {
        let choice = TargetChoice(option: option, environment: variable.map { ["MIRROR_TO": $0] } ?? [:])
        #expect(try choice.target().description == target)
        #expect(choice.name == name)
    }

    @Test("is refused where nothing names one, or what names it names none")
    func refused() {
        for readsArchive in [false, true] {
            let choice = TargetChoice(option: nil, environment: ["MIRROR_TO": ""], readsArchive: readsArchive)
            #expect(choice.name == "the only target that is known")
            #expect(throws: TargetChoiceError.unknown(isRegistry: readsArchive)) { try choice.target() }
        }
        let choice = TargetChoice(option: nil, environment: ["MIRROR_TO": "reg:5000"])
        let error = #expect(throws: TargetChoiceError.self) { try choice.target() }
        #expect(error?.description.hasPrefix("MIRROR_TO ") == true)
    }
}

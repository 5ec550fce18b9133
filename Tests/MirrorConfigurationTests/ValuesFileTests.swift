// SPDX-License-Identifier: Apache-2.0

import Diagnostics
import MirrorConfiguration
import TestSupport
import Testing

@Suite("Paths of charts and values")
struct ValuesFileTests {
    private func configuration(in folder: TemporaryDirectory) throws -> ImageSetConfiguration {
        let path = try folder.write(
            header + "mirror:\n  helm:\n    local:\n    - path: web\n      valuesFiles: [values/a.yaml]\n",
            to: "conf/isc.yaml"
        )
        return try ImageSetConfiguration(bytes: try folder.read("conf/isc.yaml"), path: path)
    }

    @Test("begin at the folder of the configuration")
    func beside() throws {
        let folder = try TemporaryDirectory()
        try folder.write("a: 1\n", to: "conf/values/a.yaml")
        let configuration = try configuration(in: folder)
        let name = try #require(configuration.mirror.helm?.local[0].choices.valuesFiles[0])
        let file = try configuration.valuesFile(name)
        #expect(file.bytes == Array("a: 1\n".utf8))
        #expect(file.place == configuration.place(of: "values/a.yaml"))
        #expect(file.place.path == folder["conf/values/a.yaml"] && !file.place.isInWorkingFolder)
        #expect(configuration.place(of: "/x/y").path == "/x/y")
    }

    @Test("begin at the current folder if only there is such a file")
    func current() throws {
        let folder = try TemporaryDirectory()
        let configuration = try configuration(in: folder)
        // Tests run in the folder of the package.
        let place = configuration.place(of: "Package.swift")
        #expect(place.path == "Package.swift" && place.isInWorkingFolder)
        #expect(configuration.place(of: "none").path == folder["conf/none"])
    }

    @Test("that lead nowhere are an error at their line")
    func missing() throws {
        let folder = try TemporaryDirectory()
        let configuration = try configuration(in: folder)
        let name = try #require(configuration.mirror.helm?.local[0].choices.valuesFiles[0])
        let error = #expect(throws: FindingsError.self) { try configuration.valuesFile(name) }
        let problem = try #require(error?.findings.first)
        #expect(problem.place?.line == 7)
        #expect(
            problem.summary == "the file of values cannot be used: there is no file \(folder["conf/values/a.yaml"])"
        )
    }
}

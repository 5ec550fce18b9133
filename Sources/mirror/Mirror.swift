// SPDX-License-Identifier: Apache-2.0

@main
struct Mirror {
    static func main() {}
}

// SPDX-License-Identifier: Apache-2.0

import Foundation
import Layouts

/// Reads parts of files in the cache, and keeps the last file open.
struct PieceReader {
    private var open: (path: String, file: FileHandle)?

    mutating func bytes(of piece: Catalog.Piece) throws -> [UInt8] {
        do {
            if open?.path != piece.path {
                open = (piece.path, try FileHandle(forReadingFrom: URL(filePath: piece.path)))
            }
            try open?.file.seek(toOffset: UInt64(piece.start))
            let bytes = try open?.file.read(upToCount: piece.count) ?? Data()
            if bytes.count == piece.count { return [UInt8](bytes) }
        } catch {
            throw Self.error(piece, "it cannot be read")
        }
        throw Self.error(piece, "it is shorter than it was")
    }

    private static func error(_ piece: Catalog.Piece, _ message: String) -> LayoutError {
        LayoutError(path: piece.path, message: message, remedy: "run again if the cache was removed")
    }
}

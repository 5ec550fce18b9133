// SPDX-License-Identifier: Apache-2.0

// What is known of a build when it is made, and in no source.

#ifndef CBUILDRECORD_H
#define CBUILDRECORD_H

#include <stddef.h>
#include <stdint.h>

// The character at this place of the commit that was built; 0 behind the last one, and where no commit is known.
uint8_t cbuildrecord_commit(size_t index);

#endif

// SPDX-License-Identifier: Apache-2.0

// The part of simdjson that is needed, as C: see CRE2.h for why.

#ifndef CSIMDJSON_H
#define CSIMDJSON_H

#endif

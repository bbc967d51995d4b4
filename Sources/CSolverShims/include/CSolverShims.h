// SPDX-License-Identifier: Apache-2.0

// The faces of two solver libraries that are opened at run time: CSolverCPSAT.h and CSolverHiGHS.h.
// Neither library is linked. Both are opened with RTLD_LOCAL, because the OR-Tools wheel brings an
// older HiGHS of its own whose symbols would otherwise answer for the one we pin.
#ifndef CSOLVER_SHIMS_H
#define CSOLVER_SHIMS_H

#include "CSolverCPSAT.h"
#include "CSolverHiGHS.h"

#endif

// SPDX-License-Identifier: Apache-2.0

// CP-SAT through the C interface of OR-Tools (SolveCp…), opened at run time.
#ifndef CSOLVER_CPSAT_H
#define CSOLVER_CPSAT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// An opened library. It is never closed: solver threads may outlive the last call.
typedef struct csolver_cpsat_library csolver_cpsat_library;

/// Receives `count` bytes of a serialised CpSolverResponse, on a solver thread.
typedef void (*csolver_bytes_callback)(void *context, const void *bytes, size_t count);
/// Receives an objective bound, on a solver thread.
typedef void (*csolver_bound_callback)(void *context, double bound);

/// Opens the library at `path` (symbolic links are resolved first, so that it finds its siblings).
/// Answers NULL on failure and writes the reason into `message`.
csolver_cpsat_library *csolver_cpsat_open(const char *path, char *message, size_t capacity);

/// The version the library states, e.g. "9.15.6755", or an empty text if it states none.
const char *csolver_cpsat_version(const csolver_cpsat_library *library);
/// 1 if solutions and bounds can be reported while the search runs, else 0.
int csolver_cpsat_can_report(const csolver_cpsat_library *library);

/// An environment serves exactly one solve: a second solve on it aborts the process.
void *csolver_cpsat_new_environment(const csolver_cpsat_library *library);
void csolver_cpsat_free_environment(const csolver_cpsat_library *library, void *environment);
/// Asks a running (or coming) solve to end. May be called from any thread.
void csolver_cpsat_stop(const csolver_cpsat_library *library, void *environment);

/// Solves. Bytes that do not parse abort the process, so the caller checks them before.
/// `*response` is released with `free`.
void csolver_cpsat_solve(
  const csolver_cpsat_library *library, void *environment, const void *model, int32_t model_count,
  const void *parameters, int32_t parameter_count, void **response, int32_t *response_count);

/// To be called before the solve. Answers 0 if attached, -1 if the library cannot report.
int csolver_cpsat_on_solution(
  const csolver_cpsat_library *library, void *environment, csolver_bytes_callback callback,
  void *context);
int csolver_cpsat_on_bound(
  const csolver_cpsat_library *library, void *environment, csolver_bound_callback callback,
  void *context);

#ifdef __cplusplus
}
#endif
#endif

// SPDX-License-Identifier: Apache-2.0

#include "CSolverCPSAT.h"

#include <climits>
#include <cstdio>
#include <cstdlib>
#include <dlfcn.h>
#include <functional>
#include <string>

// The two reporting functions are C++ and not part of the C interface. They are found by their
// mangled names and called with the environment as the Model, which is its first member
// (ortools/sat/c_api/cp_solver_c.cc of 9.15). That layout is why the version is checked.
namespace operations_research {
namespace sat {
class Model;
class CpSolverResponse;
}  // namespace sat
}  // namespace operations_research

using operations_research::sat::CpSolverResponse;
using operations_research::sat::Model;
using SolutionFunction = std::function<void(const CpSolverResponse &)>;
using BoundFunction = std::function<void(double)>;
using Attachment = std::function<void(Model *)>;

struct csolver_cpsat_library {
  void *(*new_environment)();
  void (*free_environment)(void *);
  void (*stop)(void *);
  void (*solve)(void *, const void *, int, const void *, int, void **, int *);
  Attachment (*new_solution_observer)(const SolutionFunction &);
  Attachment (*new_bound_callback)(const BoundFunction &);
  std::string (*serialize)(const void *);
  std::string version;
  bool can_report;
};

namespace {

const char *const solution_observer_symbol =
  "_ZN19operations_research3sat27NewFeasibleSolutionObserver"
  "ERKSt8functionIFvRKNS0_16CpSolverResponseEEE";
const char *const bound_callback_symbol =
  "_ZN19operations_research3sat20NewBestBoundCallbackERKSt8functionIFvdEE";
const char *const serialize_symbol =
  "_ZNK6google8protobuf11MessageLite17SerializeAsStringB5cxx11Ev";
const char *const version_symbol = "_ZN19operations_research20OrToolsVersionStringB5cxx11Ev";
const char *const reporting_version = "9.15.";

template <typename Function>
bool find(void *handle, const char *name, Function &function) {
  function = reinterpret_cast<Function>(dlsym(handle, name));
  return function != nullptr;
}

csolver_cpsat_library *refuse(char *message, size_t capacity, const char *reason) {
  std::snprintf(message, capacity, "%s", reason ? reason : "unknown reason");
  return nullptr;
}

std::string stated_version(void *handle) {
  std::string (*version)() = nullptr;
  return find(handle, version_symbol, version) ? version() : std::string();
}

}  // namespace

csolver_cpsat_library *csolver_cpsat_open(const char *path, char *message, size_t capacity) {
  char resolved[PATH_MAX];
  if (!realpath(path, resolved)) return refuse(message, capacity, "there is no such file");
  void *handle = dlopen(resolved, RTLD_NOW | RTLD_LOCAL);
  if (!handle) return refuse(message, capacity, dlerror());
  auto *library = new csolver_cpsat_library();
  if (!find(handle, "SolveCpNewEnv", library->new_environment)
      || !find(handle, "SolveCpDestroyEnv", library->free_environment)
      || !find(handle, "SolveCpStopSearch", library->stop)
      || !find(handle, "SolveCpInterruptible", library->solve)) {
    delete library;
    dlclose(handle);
    return refuse(message, capacity, "the library lacks the SolveCp… functions of OR-Tools 9.15");
  }
  library->version = stated_version(handle);
  bool found = find(handle, solution_observer_symbol, library->new_solution_observer);
  found = find(handle, bound_callback_symbol, library->new_bound_callback) && found;
  found = find(handle, serialize_symbol, library->serialize) && found;
  library->can_report = found && library->version.rfind(reporting_version, 0) == 0;
  return library;
}

const char *csolver_cpsat_version(const csolver_cpsat_library *library) {
  return library->version.c_str();
}

int csolver_cpsat_can_report(const csolver_cpsat_library *library) {
  return library->can_report ? 1 : 0;
}

void *csolver_cpsat_new_environment(const csolver_cpsat_library *library) {
  return library->new_environment();
}

void csolver_cpsat_free_environment(const csolver_cpsat_library *library, void *environment) {
  library->free_environment(environment);
}

void csolver_cpsat_stop(const csolver_cpsat_library *library, void *environment) {
  library->stop(environment);
}

void csolver_cpsat_solve(
  const csolver_cpsat_library *library, void *environment, const void *model, int32_t model_count,
  const void *parameters, int32_t parameter_count, void **response, int32_t *response_count) {
  library->solve(
    environment, model, model_count, parameters, parameter_count, response, response_count);
}

int csolver_cpsat_on_solution(
  const csolver_cpsat_library *library, void *environment, csolver_bytes_callback callback,
  void *context) {
  if (!library->can_report) return -1;
  auto serialize = library->serialize;
  SolutionFunction report = [callback, context, serialize](const CpSolverResponse &response) {
    std::string bytes = serialize(&response);
    callback(context, bytes.data(), bytes.size());
  };
  library->new_solution_observer(report)(static_cast<Model *>(environment));
  return 0;
}

int csolver_cpsat_on_bound(
  const csolver_cpsat_library *library, void *environment, csolver_bound_callback callback,
  void *context) {
  if (!library->can_report) return -1;
  BoundFunction report = [callback, context](double bound) { callback(context, bound); };
  library->new_bound_callback(report)(static_cast<Model *>(environment));
  return 0;
}

/** Ends a run with one line that counts it: `N passed, N failed, N skipped`. */
export default class SummaryReporter {
  #unloadable = 0;

  onRunComplete(_contexts, results) {
    // A file that could not even be loaded has no test of its own to count as failed.
    this.#unloadable = results.numRuntimeErrorTestSuites;
    const failed = results.numFailedTests + this.#unloadable;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed, ${skipped} skipped\n`;
    // Jest's own summary comes after every reporter; this line has to be the last.
    process.once('exit', () => process.stdout.write(line));
  }

  getLastError() {
    return this.#unloadable > 0
      ? new Error(`${this.#unloadable} test files did not load`)
      : undefined;
  }
}
